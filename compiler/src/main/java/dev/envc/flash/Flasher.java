package dev.envc.flash;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.XZInputStream;

/// Writes an image (raw, `.xz` or `.zst`) with the block map beside it to a device, and reads it
/// back. Only mapped blocks are written; each run is compared with the map's digest on its way and
/// again on the medium.
public final class Flasher {
  private static final int CHUNK = 1 << 20;

  private final Devices devices;
  private final Question question;
  private final Progress progress;

  /// Asked once, before the first byte is written.
  @FunctionalInterface
  public interface Question {
    boolean mayWrite(Devices.Device device, Path image, long imageSize);
  }

  /// Hears what is done: `step` is `writing` or `verifying`, the rest in bytes.
  @FunctionalInterface
  public interface Progress {
    void progress(String step, long done, long total);
  }

  public Flasher(Devices devices, Question question, Progress progress) {
    this.devices = devices;
    this.question = question;
    this.progress = progress;
  }

  /// False when the answer was no, and nothing was written.
  ///
  /// @throws UserErrorException when the device is refused or too small, when the image is not what
  ///   its map says, when the device fails, or does not give back what was written
  public boolean flash(Path image, Path device) throws IOException, UserErrorException {
    Devices.Device target = devices.inspect(device);
    BlockMap map = map(image);
    if (map.size() > target.size()) {
      throw new UserErrorException(
          Diagnostic.error(
              DiskCode.DEVICE_TOO_SMALL,
              "The image has "
                  + map.size()
                  + " bytes, "
                  + device
                  + " only "
                  + target.size()
                  + "."));
    }
    if (!question.mayWrite(target, image, map.size())) {
      return false;
    }
    write(image, device, map);
    verify(device, map);
    return true;
  }

  /// The block map of an image: `x.img.xz` has `x.bmap`.
  static BlockMap map(Path image) throws IOException, UserErrorException {
    String name = image.getFileName().toString().replaceFirst("\\.img(\\.xz|\\.zst)?$", "");
    Path map = image.resolveSibling(name + ".bmap");
    if (!Files.exists(map)) {
      throw new UserErrorException(
          Diagnostic.error(
                  DiskCode.BAD_IMAGE, "There is no block map " + map + " beside the image.")
              .hint("Build the image with the setting `bmap`, and keep both files together."));
    }
    return BlockMap.parse(Files.readString(map, StandardCharsets.UTF_8));
  }

  /// What lies in the first chunk, with the partition table, comes last: a device on which writing
  /// was cut off has no table.
  void write(Path image, Path device, BlockMap map) throws IOException, UserErrorException {
    long total = mapped(map);
    long done = 0;
    long position = 0;
    ByteBuffer head = ByteBuffer.allocate(0);
    try (InputStream in = open(image);
        Medium out = Medium.open(device)) {
      for (BlockMap.Range r : map.ranges()) {
        long start = r.first() * map.block();
        long end = Math.min((r.last() + 1) * map.block(), map.size());
        in.skipNBytes(start - position);
        MessageDigest digest = sha256();
        for (position = start; position < end; ) {
          byte[] buffer = new byte[(int) Math.min(CHUNK, end - position)];
          in.readNBytes(buffer, 0, buffer.length);
          digest.update(buffer);
          if (position == 0) {
            head = ByteBuffer.wrap(buffer);
            out.write(ByteBuffer.allocate(buffer.length), 0);
            out.force();
          } else {
            out.write(ByteBuffer.wrap(buffer), position);
          }
          position += buffer.length;
          done += buffer.length;
          progress.progress("writing", done, total);
        }
        compare(r, digest, DiskCode.BAD_IMAGE, "The image is not what its block map says", map);
      }
      out.force();
      out.write(head, 0);
      out.force();
    } catch (EOFException | CorruptedInputException | ZstdIOException e) {
      throw new UserErrorException(
          Diagnostic.error(
              DiskCode.BAD_IMAGE, "The image is damaged, or shorter than its block map says."));
    }
  }

  void verify(Path device, BlockMap map) throws IOException, UserErrorException {
    long total = mapped(map);
    long done = 0;
    try (FileChannel in = uncached(device)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK + 4096).alignedSlice(4096).limit(CHUNK);
      for (BlockMap.Range r : map.ranges()) {
        long end = Math.min((r.last() + 1) * map.block(), map.size());
        MessageDigest digest = sha256();
        for (long at = r.first() * map.block(); at < end; ) {
          buffer.clear().limit((int) Math.min(CHUNK, end - at));
          int n = read(in, buffer, device, at);
          digest.update(buffer.flip());
          at += n;
          done += n;
          progress.progress("verifying", done, total);
        }
        compare(r, digest, DiskCode.VERIFY_FAILED, "The device gives back other bytes", map);
      }
    }
  }

  private static int read(FileChannel in, ByteBuffer buffer, Path device, long at)
      throws UserErrorException {
    try {
      int n = in.read(buffer, at);
      if (n > 0) {
        return n;
      }
      throw Medium.failed(device, at, "it ends there");
    } catch (IOException e) {
      throw Medium.failed(device, at, String.valueOf(e.getMessage()));
    }
  }

  /// Past the page cache where the device allows it, so that the medium itself is read.
  private static FileChannel uncached(Path device) throws IOException {
    Optional<OpenOption> direct = direct();
    if (direct.isPresent()) {
      try {
        return FileChannel.open(device, StandardOpenOption.READ, direct.get());
      } catch (IOException | UnsupportedOperationException e) {
        // A file system without direct access: the cache has to do.
        return FileChannel.open(device, StandardOpenOption.READ);
      }
    }
    return FileChannel.open(device, StandardOpenOption.READ);
  }

  /// The JDK's option for it, which only some JDKs have.
  private static Optional<OpenOption> direct() {
    try {
      Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
      for (Object o : options.getEnumConstants()) {
        if (o instanceof OpenOption option && o.toString().equals("DIRECT")) {
          return Optional.of(option);
        }
      }
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private static void compare(
      BlockMap.Range r, MessageDigest digest, DiskCode code, String what, BlockMap map)
      throws UserErrorException {
    if (!HexFormat.of().formatHex(digest.digest()).equals(r.sha256())) {
      long first = r.first() * map.block();
      long last = (r.last() + 1) * map.block() - 1;
      throw new UserErrorException(
          Diagnostic.error(code, what + ", somewhere in bytes " + first + " to " + last + "."));
    }
  }

  private static InputStream open(Path image) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(image), 1 << 16);
    String name = image.getFileName().toString();
    if (name.endsWith(".xz")) {
      return new XZInputStream(in);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(in) : in;
  }

  private static long mapped(BlockMap map) {
    List<BlockMap.Range> ranges = map.ranges();
    return ranges.stream().mapToLong(r -> (r.last() - r.first() + 1) * map.block()).sum();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
