package dev.envc.rootfs.script.gsettings;

import dev.envc.rootfs.script.glib.GlibException;
import dev.envc.rootfs.script.glib.GlibTable;
import dev.envc.rootfs.script.glib.Gvdb;
import dev.envc.rootfs.script.glib.KeyFile;
import dev.envc.rootfs.script.xml.XmlException;
import dev.envc.rootfs.script.xml.XmlNode.Element;
import dev.envc.rootfs.script.xml.XmlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The database of all schemas, gschemas.compiled, with the defaults of override files.
public final class SchemaDatabase {
  private static final byte[] NOTHING = {};

  private final XmlReader xml = new XmlReader();
  private final SchemaReader reader = new SchemaReader();
  private final List<String> problems = new ArrayList<>();

  private SchemaDatabase() {}

  public static boolean isSchemaFile(String name) {
    return name.endsWith(".gschema.xml") || name.endsWith(".enums.xml");
  }

  public static boolean isOverrideFile(String name) {
    return name.endsWith(".gschema.override");
  }

  /// Makes the database of a directory's files by name; others than schemas and overrides do not
  /// count. A file that is wrong is left out, an override that does not fit, too.
  public static SchemaDatabase of(Map<String, byte[]> files) {
    var database = new SchemaDatabase();
    // Enumerations come first.
    files.keySet().stream()
        .filter(SchemaDatabase::isSchemaFile)
        .sorted(
            Comparator.<String, Boolean>comparing(n -> !n.endsWith(".enums.xml"))
                .thenComparing(Comparator.naturalOrder()))
        .forEach(name -> database.readSchemas(name, files.getOrDefault(name, NOTHING)));
    files.keySet().stream()
        .filter(SchemaDatabase::isOverrideFile)
        .sorted()
        .forEach(name -> database.readOverrides(name, files.getOrDefault(name, NOTHING)));
    return database;
  }

  private void readSchemas(String name, byte[] bytes) {
    try {
      Element root = Qualified.without(xml.read(bytes));
      reader.read(root);
    } catch (XmlException | SchemaException e) {
      problems.add(name + ": " + e.getMessage());
    }
  }

  private void readOverrides(String name, byte[] bytes) {
    try {
      KeyFile.parse(bytes).forEach((group, keys) -> overrideGroup(name, group, keys));
    } catch (GlibException e) {
      problems.add(name + ": " + e.getMessage());
    }
  }

  /// A group is a schema, or `schema:desktop`. Schemas that are not there do not matter.
  private void overrideGroup(String name, String group, Map<String, String> keys) {
    int colon = group.indexOf(':');
    Optional<Schema> schema = reader.schemas().get(colon < 0 ? group : group.substring(0, colon));
    Optional<String> desktop =
        colon < 0 ? Optional.empty() : Optional.of(group.substring(colon + 1));
    schema.ifPresent(
        s ->
            keys.forEach(
                (key, value) -> {
                  try {
                    s.key(key)
                        .orElseThrow(() -> new SchemaException("there is no such key"))
                        .replace(value, desktop);
                  } catch (SchemaException e) {
                    problems.add(name + ", " + group + " " + key + ": " + e.getMessage());
                  }
                }));
  }

  /// What was left out, in plain words.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /// The file.
  public byte[] bytes() {
    var table = new Gvdb.Table();
    GlibTable<Schema> schemas = reader.schemas();
    schemas.keys().forEach(id -> table.child(id, schemas.get(id).orElseThrow().table()));
    return Gvdb.bytes(table);
  }
}
