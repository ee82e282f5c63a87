package dev.envc.backend.disk;

import dev.envc.backend.BackendSetting;
import java.util.List;

/// What stands under `outputs: disk:`, for documentation and completion. spec/disk.md says more.
final class DiskSettings {
  static final List<BackendSetting> ALL =
      List.of(
          setting(
              "board",
              "module or list of modules",
              "",
              "the board whose settings lie under these: std:board/NAME or a file"),
          setting("table", "gpt, mbr or hybrid", "gpt", "the partition table"),
          setting("layout", "single, read-only or ab", "single", "what is made of the root"),
          setting("size", "size or auto", "auto", "the size of the disk"),
          setting("alignment", "size", "1M", "what partitions start at a multiple of"),
          setting("first-partition", "size", "1M", "where partitions start at the earliest"),
          setting("gpt-entries", "size", "1K", "where the GPT keeps its entries"),
          setting("root", "map", "", "filesystem, size, slack, least, read-only, overlay, verity"),
          setting("data", "map", "", "size, slack, mount and grow of a partition for data"),
          setting("partitions", "list of maps", "the board's", "the partitions in their order"),
          setting("raw", "list of maps", "the board's", "name, offset, size, file, sha256"),
          setting("boot", "map", "the board's", "method, partition, kernel, initramfs, cmdline, …"),
          setting("formats", "list of raw, xz, zst, qcow2, vmdk", "raw", "the forms of the image"),
          setting("bmap", "true or false", "true", "whether a block map is written"),
          setting("update", "map", "", "compatible and version of an update bundle, with slots"),
          setting("qemu", "map", "the board's", "program, arguments, firmware of `envc boot`"));

  private DiskSettings() {}

  private static BackendSetting setting(String key, String type, String other, String text) {
    return new BackendSetting(key, type, other, text);
  }
}
