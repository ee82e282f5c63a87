package dev.envc.rootfs.script;

import dev.envc.rootfs.script.gsettings.SchemaDatabase;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/// /usr/share/glib-2.0/schemas/gschemas.compiled, without which programs with GSettings end at
/// once: byte for byte as `glib-compile-schemas --allow-any-name` writes it, which
/// gnome2-utils.eclass calls; little endian on every machine.
final class GSettingsSchemas implements Counterpart {
  private static final String DIRECTORY = "usr/share/glib-2.0/schemas";

  @Override
  public String name() {
    return "gschemas.compiled";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) throws IOException {
    if (packages.isEmpty()) {
      return List.of();
    }
    var files = new TreeMap<String, byte[]>();
    for (String name : root.names(DIRECTORY)) {
      if (SchemaDatabase.isSchemaFile(name) || SchemaDatabase.isOverrideFile(name)) {
        root.bytes(DIRECTORY + "/" + name).ifPresent(bytes -> files.put(name, bytes));
      }
    }
    if (files.keySet().stream().noneMatch(SchemaDatabase::isSchemaFile)) {
      return List.of();
    }
    SchemaDatabase made = SchemaDatabase.of(files);
    root.write(DIRECTORY + "/gschemas.compiled", made.bytes(), 0644);
    return made.problems();
  }
}
