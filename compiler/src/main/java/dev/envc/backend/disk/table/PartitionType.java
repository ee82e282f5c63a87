package dev.envc.backend.disk.table;

import dev.envc.model.Arch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The kinds of partition that have a name here: the type ids of the UAPI group's Discoverable
/// Partitions Specification, and the MBR types of the same meaning.
public enum PartitionType {
  ESP("esp", "c12a7328-f81f-11d2-ba4b-00a0c93ec93b", 0xef),
  XBOOTLDR("xbootldr", "bc13c2ff-59e6-4262-a352-b275fd6f7172", 0xea),
  /// Firmware and kernels that something other than UEFI reads (basic data, FAT).
  FIRMWARE("firmware", "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", 0x0c),
  LINUX("linux", "0fc63daf-8483-4772-8e79-3d69d8477de4", 0x83),
  ROOT("root", "", 0x83),
  ROOT_VERITY("root-verity", "", 0x83),
  SWAP("swap", "0657fd6d-a4ab-43c4-84e5-0933c84b4f4f", 0x82),
  HOME("home", "933ac7e1-2eb4-4f13-b844-0e14e2aef915", 0x83),
  SRV("srv", "3b8f8425-20e0-4f3b-907f-1a25a76f98e8", 0x83),
  VAR("var", "4d21b016-b534-45c2-a9fb-5c16e091fd2d", 0x83),
  /// U-Boot's environment.
  UBOOT_ENV("u-boot-env", "3de21764-95bd-54bd-a5c3-4abe786f38a8", 0xda),
  BIOS_BOOT("bios-boot", "21686148-6449-6e6f-744e-656564454649", 0xda);

  private record ByArch(Arch arch, String root, String verity) {}

  private static final List<ByArch> ARCHES =
      List.of(
          new ByArch(
              Arch.AMD64,
              "4f68bce3-e8cd-4db1-96e7-fbcaf984b709",
              "2c7357ed-ebd2-46d9-aec1-23d437ec2bf5"),
          new ByArch(
              Arch.X86,
              "44479540-f297-41b2-9af7-d131d5f0458a",
              "d13c5d3b-b5d1-422a-b29f-9454fdc89d76"),
          new ByArch(
              Arch.ARM64,
              "b921b045-1df0-41c3-af44-4c6f280d3fae",
              "df3300ce-d69f-4c92-978c-9bfb0f38d820"),
          new ByArch(
              Arch.ARM,
              "69dad710-2ce4-4e3c-b16c-21a1d49abed3",
              "7386cdf2-203c-47a9-a498-f2ecce45a2d6"),
          new ByArch(
              Arch.RISCV,
              "72ec70a6-cf74-40e6-bd49-4bda08e8f224",
              "b6ed5582-440b-4209-b8da-5ff7c419ea3d"),
          new ByArch(
              Arch.LOONG,
              "77055800-792c-4f94-b39a-98c91b762bb6",
              "f3393b22-e9af-4613-a948-9d3bfbd0c535"),
          new ByArch(
              Arch.PPC64,
              "c31c45e6-3f39-412e-80fb-4809c4980599",
              "906bd944-4589-4aae-a4e4-dd983917446a"));

  private final String text;
  private final String guid;
  private final int mbr;

  PartitionType(String text, String guid, int mbr) {
    this.text = text;
    this.guid = guid;
    this.mbr = mbr;
  }

  /// The name in a manifest.
  public String text() {
    return text;
  }

  public int mbr() {
    return mbr;
  }

  /// The type id on an arch; a plain Linux partition where the specification has none for it.
  public UUID guid(Arch arch) {
    return switch (this) {
      case ROOT -> byArch(arch).map(a -> a.root).map(UUID::fromString).orElse(LINUX.plain());
      case ROOT_VERITY ->
          byArch(arch).map(a -> a.verity).map(UUID::fromString).orElse(LINUX.plain());
      case ESP, XBOOTLDR, FIRMWARE, LINUX, SWAP, HOME, SRV, VAR, UBOOT_ENV, BIOS_BOOT -> plain();
    };
  }

  private UUID plain() {
    return UUID.fromString(guid);
  }

  private static Optional<ByArch> byArch(Arch arch) {
    return ARCHES.stream().filter(a -> a.arch == arch).findFirst();
  }

  public static Optional<PartitionType> of(String text) {
    return Arrays.stream(values()).filter(t -> t.text.equals(text)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(PartitionType::text).toList();
  }
}
