package dev.envc.backend.disk.layout;

import dev.envc.backend.disk.layout.DiskLayout.Boot;
import dev.envc.backend.disk.layout.DiskLayout.Emulator;
import dev.envc.backend.disk.layout.DiskLayout.Output;
import dev.envc.backend.disk.layout.DiskLayout.RawArea;
import dev.envc.backend.disk.layout.DiskLayout.Root;
import dev.envc.backend.disk.layout.DiskLayout.Table;
import dev.envc.backend.disk.layout.DiskLayout.Update;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.DiskCode;
import dev.envc.model.Arch;
import dev.envc.model.SettingValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// From settings (a board's, with the manifest's laid over them) to a layout. Everything that is
/// wrong is reported; the layout is usable only when nothing was.
public final class LayoutReader {
  private static final long SECTOR = 512;
  private static final long MIB = 1 << 20;

  private final SettingReader settings;
  private final Diagnostics problems;
  private final Arch arch;

  private LayoutReader(SettingValue.MapValue settings, Arch arch, Diagnostics problems) {
    this.settings = new SettingReader(settings, problems);
    this.arch = arch;
    this.problems = problems;
  }

  public static DiskLayout read(SettingValue.MapValue settings, Arch arch, Diagnostics problems) {
    return new LayoutReader(settings, arch, problems).read();
  }

  private DiskLayout read() {
    settings.text("title");
    settings.texts("sources");
    checkArch();
    Root root = root();
    Table table = table();
    var partitions = new PartitionReader(problems).read(settings, root);
    var layout =
        new DiskLayout(
            String.join(", ", settings.texts("board")),
            arch,
            table,
            size(),
            partitions,
            raw(),
            root,
            boot(partitions),
            output(),
            update(),
            emulator(),
            settings.span());
    settings.finish();
    new LayoutCheck(problems).check(layout);
    return layout;
  }

  /// `auto` is what a disk is anyway.
  private OptionalLong size() {
    return settings.text("size", "auto").equals("auto")
        ? OptionalLong.empty()
        : settings.bytes("size");
  }

  private void checkArch() {
    Optional<String> board = settings.text("arch");
    if (board.isPresent() && !board.get().equals(arch.keyword())) {
      problems.add(
          Diagnostic.error(
                  DiskCode.WRONG_ARCH,
                  settings.span("board"),
                  "The board runs " + board.get() + ", the environment is for " + arch + ".")
              .hint("Choose a board for " + arch + ", or set `arch` to " + board.get() + "."));
    }
  }

  private Root root() {
    enum Preset {
      SINGLE("single"),
      READ_ONLY("read-only"),
      AB("ab");
      final String text;

      Preset(String text) {
        this.text = text;
      }
    }
    Preset preset = settings.choice("layout", List.of(Preset.values()), p -> p.text, Preset.SINGLE);
    Optional<SettingReader> r = settings.map("root");
    boolean readOnly =
        r.map(x -> x.flag("read-only", preset != Preset.SINGLE)).orElse(preset != Preset.SINGLE);
    Root.Overlay overlay =
        r.map(
                x ->
                    x.choice(
                        "overlay",
                        List.of(Root.Overlay.values()),
                        o -> o.name().toLowerCase(Locale.ROOT),
                        Root.Overlay.NONE))
            .orElse(Root.Overlay.NONE);
    boolean verity = r.map(x -> x.flag("verity", false)).orElse(false);
    if (!readOnly && (verity || overlay != Root.Overlay.NONE)) {
      r.ifPresent(
          x ->
              x.wrong(
                  verity ? "verity" : "overlay",
                  "Only a read-only root has "
                      + (verity ? "a verity hash." : "an overlay over it.")));
    }
    return new Root(readOnly, overlay, verity, preset == Preset.AB);
  }

  private Table table() {
    Table.Kind kind =
        settings.choice(
            "table",
            List.of(Table.Kind.values()),
            k -> k.name().toLowerCase(Locale.ROOT),
            Table.Kind.GPT);
    long alignment = settings.bytes("alignment").orElse(MIB);
    if (alignment <= 0 || alignment % SECTOR != 0) {
      settings.wrong("alignment", "An alignment is a multiple of 512 bytes.");
      alignment = MIB;
    }
    long first = settings.bytes("first-partition").orElse(MIB);
    long entriesAt = settings.bytes("gpt-entries").orElse(2 * SECTOR);
    if (entriesAt < 2 * SECTOR || entriesAt % SECTOR != 0) {
      settings.wrong("gpt-entries", "The entries of a GPT lie at 1 KiB or behind it.");
      entriesAt = 2 * SECTOR;
    }
    return new Table(kind, alignment, first, entriesAt);
  }

  private List<RawArea> raw() {
    List<RawArea> areas = new ArrayList<>();
    for (SettingReader r : settings.maps("raw")) {
      OptionalLong offset = r.bytes("offset");
      OptionalLong size = r.bytes("size");
      Optional<String> file = r.text("file");
      String name = r.text("name", file.orElse("raw"));
      Optional<String> sha256 = r.text("sha256");
      r.finish();
      if (offset.isEmpty() || size.isEmpty() || file.isEmpty()) {
        problems.add(
            Diagnostic.error(
                DiskCode.BAD_SETTING,
                r.span(),
                "A raw area has an `offset`, a `size` it must not exceed, and a `file`."));
      } else {
        areas.add(
            new RawArea(name, offset.getAsLong(), size.getAsLong(), file.get(), sha256, r.span()));
      }
    }
    return areas;
  }

  private Boot boot(List<Partition> partitions) {
    Optional<SettingReader> found = settings.map("boot");
    if (found.isEmpty()) {
      return new Boot(
          Boot.Method.NONE,
          "",
          "",
          "",
          List.of(),
          List.of(),
          "",
          List.of(),
          List.of(),
          "/sbin/init",
          0,
          new LinkedHashMap<>());
    }
    SettingReader r = found.get();
    List<String> cmdline = new ArrayList<>(r.texts("console"));
    cmdline.addAll(r.texts("cmdline"));
    var boot =
        new Boot(
            r.choice("method", List.of(Boot.Method.values()), Boot.Method::text, Boot.Method.NONE),
            r.text("partition", partitions.isEmpty() ? "" : partitions.getFirst().name()),
            r.text("kernel", ""),
            r.text("initramfs", ""),
            r.texts("dtb"),
            cmdline,
            r.text("firmware", ""),
            r.texts("requires"),
            r.texts("config"),
            r.text("init", "/sbin/init"),
            r.integer("timeout", 0),
            r.textMap("addresses"));
    r.finish();
    return boot;
  }

  private Output output() {
    List<Output.Format> formats = new ArrayList<>();
    for (String f : settings.texts("formats")) {
      Optional<Output.Format> format =
          List.of(Output.Format.values()).stream().filter(x -> x.text().equals(f)).findFirst();
      format.ifPresentOrElse(
          formats::add,
          () -> settings.wrong("formats", "`" + f + "` is none of raw, xz, zst, qcow2 and vmdk."));
    }
    boolean bmap = settings.flag("bmap", true);
    return new Output(
        formats.isEmpty() ? List.of(Output.Format.RAW) : formats.stream().distinct().toList(),
        bmap);
  }

  private Optional<Update> update() {
    return settings
        .map("update")
        .map(
            r -> {
              var u = new Update(word(r, "compatible"), word(r, "version"));
              r.finish();
              return u;
            });
  }

  /// A value of a key file: one line without white space at its ends.
  private static String word(SettingReader r, String key) {
    String text = r.text(key, "");
    if (!text.strip().equals(text) || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
      r.wrong(key, "`" + key + "` is one line of printable ASCII.");
      return "";
    }
    return text;
  }

  private Optional<Emulator> emulator() {
    return settings
        .map("qemu")
        .map(
            r -> {
              var e =
                  new Emulator(r.text("program", ""), r.texts("arguments"), r.texts("firmware"));
              r.finish();
              return e;
            });
  }
}
