package dev.envc.backend.disk.output;

import dev.envc.backend.disk.assemble.Disk;
import dev.envc.backend.disk.assemble.Disk.Placed;
import dev.envc.backend.disk.layout.ByteSize;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.DiskLayout.RawArea;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What lies where on a disk: for people, and as JSON for programs (`envc boot` reads it).
final class LayoutReport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private LayoutReport() {}

  static String text(Disk disk, String name) {
    var out = new StringBuilder(name).append(": ").append(ByteSize.print(disk.image().size()));
    out.append(", ").append(ByteSize.print(disk.image().mapped())).append(" of it written, ");
    out.append(disk.layout().table().kind().name().toLowerCase(Locale.ROOT)).append(" table");
    if (!disk.layout().board().isEmpty()) {
      out.append(", board ").append(disk.layout().board());
    }
    out.append("\n\n");
    line(out, "start", "size", "written", "what");
    for (RawArea r : disk.layout().raw()) {
      line(
          out,
          Long.toString(r.offset()),
          ByteSize.print(r.size()),
          "",
          "raw area " + r.name() + ": " + r.file());
    }
    for (Placed p : disk.partitions()) {
      line(
          out,
          Long.toString(p.start()),
          ByteSize.print(p.length()),
          ByteSize.print(p.image().mapped()),
          what(disk, p));
    }
    disk.notes().forEach(n -> out.append("\nnote: ").append(n).append('\n'));
    return out.toString();
  }

  private static String what(Disk disk, Placed p) {
    String mount = p.partition().mount();
    String hash = disk.rootHashes().getOrDefault(p.partition().name(), "");
    return p.partition().name()
        + " ("
        + p.partition().fileSystem().text()
        + (p.partition().readOnly() ? ", read-only" : "")
        + (p.partition().grow() ? ", grows" : "")
        + ")"
        + (mount.isEmpty() ? "" : " at " + mount)
        + (hash.isEmpty() ? "" : ", verity root hash " + hash);
  }

  private static void line(StringBuilder out, String... cells) {
    out.append(
        String.format(Locale.ROOT, "%14s  %12s  %12s  %s", cells[0], cells[1], cells[2], cells[3])
            .stripTrailing());
    out.append('\n');
  }

  static String json(Disk disk, String name) {
    var root = new LinkedHashMap<String, Object>();
    root.put("name", name);
    root.put("board", disk.layout().board());
    root.put("arch", disk.layout().arch().keyword());
    root.put("size", disk.image().size());
    root.put("table", disk.layout().table().kind().name().toLowerCase(Locale.ROOT));
    root.put("id", disk.ids().disk().toString());
    root.put("partitions", disk.partitions().stream().map(p -> partition(disk, p)).toList());
    root.put("raw", disk.layout().raw().stream().map(LayoutReport::raw).toList());
    disk.layout().emulator().ifPresent(e -> root.put("qemu", emulator(e)));
    return JSON.writeValueAsString(root).replace("\r\n", "\n") + "\n";
  }

  private static Map<String, Object> partition(Disk disk, Placed p) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", p.partition().name());
    map.put("type", p.partition().type().text());
    map.put("filesystem", p.partition().fileSystem().text());
    map.put("start", p.start());
    map.put("size", p.length());
    map.put("id", disk.ids().partition(p.partition().name()).toString());
    map.put("mount", p.partition().mount());
    String hash = disk.rootHashes().get(p.partition().name());
    if (hash != null) {
      map.put("root-hash", hash);
    }
    return map;
  }

  private static Map<String, Object> raw(RawArea r) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", r.name());
    map.put("offset", r.offset());
    map.put("size", r.size());
    map.put("file", r.file());
    return map;
  }

  private static Map<String, Object> emulator(DiskLayout.Emulator e) {
    var map = new LinkedHashMap<String, Object>();
    map.put("program", e.program());
    map.put("arguments", List.copyOf(e.arguments()));
    map.put("firmware", List.copyOf(e.firmware()));
    return map;
  }
}
