package dev.envc.backend.disk.layout;

import dev.envc.backend.disk.layout.Partition.FileSystem;
import dev.envc.backend.disk.layout.Partition.Size;
import dev.envc.backend.disk.table.PartitionType;
import dev.envc.backend.disk.table.TableEntry;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.DiskCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the partitions, and applies what `root`, `data` and `layout` make of them: a read-only
/// root, its verity hash, a second slot, a partition for data.
final class PartitionReader {
  private static final long MIB = 1 << 20;
  private static final Size AUTO = new Size.Auto(10, 16 * MIB, 0);

  private final Diagnostics problems;

  PartitionReader(Diagnostics problems) {
    this.problems = problems;
  }

  List<Partition> read(SettingReader settings, DiskLayout.Root root) {
    List<Partition> all = new ArrayList<>();
    Optional<SettingReader> rootSettings = settings.map("root");
    for (SettingReader r : settings.maps("partitions")) {
      Partition p = partition(r);
      all.addAll(p.mount().equals("/") ? root(p, rootSettings, root) : List.of(p));
    }
    rootSettings.ifPresent(SettingReader::finish);
    Optional<SettingReader> data = settings.map("data");
    boolean wanted =
        data.isPresent() || root.slots() || root.overlay() == DiskLayout.Root.Overlay.DATA;
    if (wanted && all.stream().noneMatch(p -> p.name().equals("data"))) {
      // What is added behind them takes the rest of the medium.
      all.replaceAll(Partition::still);
      all.add(data(data, settings));
    }
    data.ifPresent(SettingReader::finish);
    return all;
  }

  private Partition partition(SettingReader r) {
    String name = r.text("name", "");
    if (name.isEmpty()) {
      problems.add(Diagnostic.error(DiskCode.BAD_SETTING, r.span(), "A partition has a `name`."));
    }
    PartitionType type =
        r.choice("type", List.of(PartitionType.values()), PartitionType::text, PartitionType.LINUX);
    FileSystem fs =
        r.choice("filesystem", List.of(FileSystem.values()), FileSystem::text, fileSystem(type));
    long attributes = r.integer("attributes", 0);
    boolean bootable = r.flag("bootable", false);
    var p =
        new Partition(
            name,
            type,
            fs,
            size(r, AUTO),
            r.bytes("offset"),
            r.text("mount", ""),
            r.text("label", name),
            r.flag("read-only", fs.isReadOnly()),
            r.flag("grow", false),
            bootable,
            r.flag("hybrid", false),
            attributes | (bootable ? TableEntry.LEGACY_BOOT : 0),
            r.textMap("files"),
            r.text("source"),
            Optional.empty(),
            r.span());
    r.finish();
    return p;
  }

  private static FileSystem fileSystem(PartitionType type) {
    return switch (type) {
      case ESP, FIRMWARE, XBOOTLDR -> FileSystem.VFAT;
      case ROOT, LINUX, HOME, SRV, VAR -> FileSystem.EXT4;
      case SWAP -> FileSystem.SWAP;
      case ROOT_VERITY -> FileSystem.VERITY;
      case UBOOT_ENV, BIOS_BOOT -> FileSystem.NONE;
    };
  }

  /// `size` is a size, `auto` or `rest`; `slack` a size or a percentage; `least` a size.
  private Size size(SettingReader r, Size other) {
    int percent = other instanceof Size.Auto a ? a.slackPercent() : 10;
    long slack = other instanceof Size.Auto a ? a.slack() : 16 * MIB;
    String text = r.text("slack", "");
    if (text.endsWith("%") && text.matches("[0-9]{1,4}%")) {
      percent = Integer.parseInt(text.substring(0, text.length() - 1));
      slack = 0;
    } else if (!text.isEmpty()) {
      percent = 0;
      slack = r.bytes("slack").orElse(0);
    }
    long least = r.bytes("least").orElse(0);
    String size = r.text("size", other instanceof Size.Auto ? "auto" : "");
    return switch (size) {
      case "auto" -> new Size.Auto(percent, slack, least);
      case "rest" -> new Size.Rest();
      case "" -> other;
      default -> {
        OptionalLong bytes = r.bytes("size");
        if (bytes.isPresent() && (bytes.getAsLong() <= 0 || bytes.getAsLong() % 4096 != 0)) {
          r.wrong("size", "A partition's size is a multiple of 4 KiB.");
        }
        yield bytes.isPresent() ? new Size.Fixed(bytes.getAsLong()) : AUTO;
      }
    };
  }

  private List<Partition> root(
      Partition p, Optional<SettingReader> settings, DiskLayout.Root root) {
    Partition main = adjusted(p, settings, root);
    if (!root.slots()) {
      return root.verity() ? List.of(main, verity(main)) : List.of(main);
    }
    Partition a = main.renamed(p.name() + "-a", Optional.empty());
    Partition b = main.renamed(p.name() + "-b", Optional.of(a.name()));
    if (!root.verity()) {
      return List.of(a, b);
    }
    Partition hash = verity(a);
    return List.of(a, hash, b, verity(b).renamed(b.name() + "-verity", Optional.of(hash.name())));
  }

  private Partition adjusted(Partition p, Optional<SettingReader> settings, DiskLayout.Root root) {
    FileSystem fs =
        settings
            .map(
                s ->
                    s.choice(
                        "filesystem",
                        List.of(FileSystem.EXT4, FileSystem.SQUASHFS, FileSystem.EROFS),
                        FileSystem::text,
                        p.fileSystem()))
            .orElse(p.fileSystem());
    boolean readOnly = root.readOnly() || fs.isReadOnly();
    Size size = settings.map(s -> size(s, p.size())).orElse(p.size());
    return new Partition(
        p.name(),
        p.type(),
        fs,
        size,
        p.offset(),
        p.mount(),
        p.label(),
        readOnly,
        p.grow() && !readOnly,
        p.bootable(),
        p.hybrid(),
        p.attributes(),
        p.files(),
        p.source(),
        p.copyOf(),
        p.span());
  }

  private static Partition verity(Partition p) {
    return new Partition(
        p.name() + "-verity",
        PartitionType.ROOT_VERITY,
        FileSystem.VERITY,
        new Size.Auto(0, 0, 0),
        OptionalLong.empty(),
        "",
        "",
        true,
        false,
        false,
        false,
        0,
        new LinkedHashMap<>(),
        Optional.of(p.name()),
        Optional.empty(),
        p.span());
  }

  /// The data partition comes last and takes what is left of the medium on first boot.
  private Partition data(Optional<SettingReader> settings, SettingReader all) {
    Size usual = new Size.Fixed(256 * MIB);
    return new Partition(
        "data",
        PartitionType.LINUX,
        FileSystem.EXT4,
        settings.map(s -> size(s, usual)).orElse(usual),
        OptionalLong.empty(),
        settings.map(s -> s.text("mount", "/data")).orElse("/data"),
        "data",
        false,
        settings.map(s -> s.flag("grow", true)).orElse(true),
        false,
        false,
        0,
        new LinkedHashMap<>(),
        Optional.empty(),
        Optional.empty(),
        settings.map(SettingReader::span).orElse(all.span()));
  }
}
