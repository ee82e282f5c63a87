package dev.envc.flash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.DiagnosticCode;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// A device is a file here, and the kernel's view of it a folder.
final class FlasherTest {
  private static final int BLOCK = 4096;

  @TempDir Path directory;
  private Path device;
  private Path entry;
  private final byte[] image = new byte[16 * BLOCK];

  @BeforeEach
  void makeDevice() throws Exception {
    device = directory.resolve("sdx");
    byte[] old = new byte[32 * BLOCK];
    Arrays.fill(old, (byte) 7);
    Files.write(device, old);
    entry = Files.createDirectories(directory.resolve("sys/class/block/sdx"));
    Files.writeString(entry.resolve("size"), old.length / 512 + "\n");
    Files.writeString(entry.resolve("ro"), "0\n");
    Files.writeString(entry.resolve("dev"), "8:160\n");
    Files.createDirectories(directory.resolve("proc/self"));
    Files.writeString(
        directory.resolve("proc/self/mountinfo"), "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
    Files.writeString(directory.resolve("proc/swaps"), "Filename\n");
    byte[] data = new byte[3 * BLOCK];
    new Random(1).nextBytes(data);
    System.arraycopy(data, 0, image, 2 * BLOCK, data.length);
  }

  private Flasher flasher(boolean answer) {
    var devices = new Devices(directory.resolve("sys"), directory.resolve("proc"));
    return new Flasher(devices, (_, _, _) -> answer, (_, _, _) -> {});
  }

  private Path packed() throws Exception {
    Path file = directory.resolve("x.img.xz");
    try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(1))) {
      out.write(image);
    }
    Files.writeString(
        directory.resolve("x.bmap"), map(Arrays.copyOfRange(image, 2 * BLOCK, 5 * BLOCK)));
    return file;
  }

  private static String map(byte[] range) throws Exception {
    String text =
        "<bmap version=\"2.0\"><ImageSize> 65536 </ImageSize><BlockSize> 4096 </BlockSize>"
            + "<ChecksumType> sha256 </ChecksumType><BmapFileChecksum> OWN </BmapFileChecksum>"
            + "<BlockMap><Range chksum=\""
            + sha(range)
            + "\"> 2-4 </Range></BlockMap></bmap>";
    String zero = text.replace("OWN", "0".repeat(64));
    return text.replace("OWN", sha(zero.getBytes(StandardCharsets.UTF_8)));
  }

  private static String sha(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private DiagnosticCode refused(Path file) {
    var e = assertThrows(UserErrorException.class, () -> flasher(true).flash(file, device));
    return e.diagnostics().getFirst().code();
  }

  @Test
  void writesWhatIsMappedAndNothingElse() throws Exception {
    assertTrue(flasher(true).flash(packed(), device));
    byte[] found = Files.readAllBytes(device);
    assertArrayEquals(
        Arrays.copyOfRange(image, 2 * BLOCK, 5 * BLOCK),
        Arrays.copyOfRange(found, 2 * BLOCK, 5 * BLOCK));
    assertEquals(7, found[0]);
    assertEquals(7, found[5 * BLOCK]);
  }

  @Test
  void asksFirst() throws Exception {
    assertFalse(flasher(false).flash(packed(), device));
    assertEquals(7, Files.readAllBytes(device)[2 * BLOCK]);
  }

  @Test
  void refusesWhatIsInUse() throws Exception {
    Path file = packed();
    Path part = Files.createDirectories(entry.resolve("sdx1"));
    Files.writeString(part.resolve("partition"), "1\n");
    Files.writeString(part.resolve("dev"), "8:161\n");
    Path mounts = directory.resolve("proc/self/mountinfo");
    Files.writeString(mounts, "1 0 8:161 / /mnt rw - ext4 /dev/sdx1 rw\n");
    assertEquals(DiskCode.DEVICE_REFUSED, refused(file));
    Files.writeString(mounts, "");
    Files.createDirectories(part.resolve("holders/dm-0"));
    assertEquals(DiskCode.DEVICE_REFUSED, refused(file));
    Files.delete(part.resolve("holders/dm-0"));
    Path swaps = directory.resolve("proc/swaps");
    Files.writeString(swaps, "Filename\n/dev/sdx1 partition 1048572 0 -2\n");
    assertEquals(DiskCode.DEVICE_REFUSED, refused(file));
    Files.writeString(swaps, "Filename\n");
    Files.writeString(mounts, "1 0 8:161 / / rw - ext4 /dev/root rw\n");
    assertEquals(DiskCode.DEVICE_REFUSED, refused(file));
    Files.createDirectories(entry.resolve("holders/md0"));
    Files.writeString(mounts, "");
    assertEquals(DiskCode.DEVICE_REFUSED, refused(file));
    assertEquals(7, Files.readAllBytes(device)[2 * BLOCK]);
  }

  @Test
  void refusesWhatIsTooSmallOrDamaged() throws Exception {
    Path file = packed();
    Files.writeString(entry.resolve("size"), "8\n");
    assertEquals(DiskCode.DEVICE_TOO_SMALL, refused(file));
    Files.writeString(entry.resolve("size"), "256\n");
    Files.writeString(directory.resolve("x.bmap"), map(new byte[3 * BLOCK]));
    assertEquals(DiskCode.BAD_IMAGE, refused(file));
    Path map = directory.resolve("x.bmap");
    Files.writeString(map, Files.readString(map).replace("2-4", "2-5"));
    assertEquals(DiskCode.BAD_IMAGE, refused(file));
  }

  @Test
  void aMediumThatForgetsIsNoticed() throws Exception {
    Path file = packed();
    BlockMap map = Flasher.map(file);
    flasher(true).write(file, device, map);
    byte[] found = Files.readAllBytes(device);
    found[3 * BLOCK] ^= 1;
    Files.write(device, found);
    var e = assertThrows(UserErrorException.class, () -> flasher(true).verify(device, map));
    assertEquals(DiskCode.VERIFY_FAILED, e.diagnostics().getFirst().code());
  }

  /// The kernel's own ways to fail: a device that is always full, and memory that cannot be read.
  @Test
  void whatTheKernelReportsIsSaid() throws Exception {
    Path file = packed();
    BlockMap map = Flasher.map(file);
    var written =
        assertThrows(
            UserErrorException.class, () -> flasher(true).write(file, Path.of("/dev/full"), map));
    assertEquals(DiskCode.DEVICE_FAILED, written.diagnostics().getFirst().code());
    var read =
        assertThrows(
            UserErrorException.class, () -> flasher(true).verify(Path.of("/proc/self/mem"), map));
    assertEquals(DiskCode.DEVICE_FAILED, read.diagnostics().getFirst().code());
    assertTrue(read.diagnostics().getFirst().message().contains("at byte 8192"));
  }

  /// Writing that ended early leaves no partition table, not even the old one.
  @Test
  void theTableComesLast() throws Exception {
    byte[] first = new byte[BLOCK];
    new Random(2).nextBytes(first);
    System.arraycopy(first, 0, image, 0, BLOCK);
    Path file = packed();
    Path map = directory.resolve("x.bmap");
    Files.writeString(map, withHead(first, map(new byte[3 * BLOCK])));
    assertEquals(DiskCode.BAD_IMAGE, refused(file));
    assertArrayEquals(new byte[BLOCK], Arrays.copyOf(Files.readAllBytes(device), BLOCK));
    Files.writeString(map, withHead(first, map(Arrays.copyOfRange(image, 2 * BLOCK, 5 * BLOCK))));
    assertTrue(flasher(true).flash(file, device));
    assertArrayEquals(first, Arrays.copyOf(Files.readAllBytes(device), BLOCK));
  }

  /// A map with one more range, the first block.
  private static String withHead(byte[] first, String map) throws Exception {
    String own = map.replaceFirst("(?s).*<BmapFileChecksum> (\\S+) .*", "$1");
    String zero = "0".repeat(64);
    String range = "<BlockMap><Range chksum=\"" + sha(first) + "\"> 0 </Range>";
    String text = map.replace(own, zero).replace("<BlockMap>", range);
    return text.replaceFirst(zero, sha(text.getBytes(StandardCharsets.UTF_8)));
  }
}
