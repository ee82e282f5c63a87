package dev.envc.rootfs.script.gsettings;

import dev.envc.rootfs.script.glib.GlibTable;
import dev.envc.rootfs.script.glib.Gvdb;
import dev.envc.rootfs.script.glib.Variant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A schema while it is read.
final class Schema {
  /// Longer names do not fit into the file.
  private static final int MOST_NAME = 1024;

  private final Optional<String> path;
  private final Optional<String> domain;
  private final Optional<String> extended;
  private final Optional<String> listOf;

  /// The schema that it extends, whose name is `extended`.
  private final @Nullable Schema parent;

  private final GlibTable<Member> members = new GlibTable<>();

  /// What a name in a schema is.
  private sealed interface Member {
    record Key(SchemaKey key) implements Member {}

    record Child(String schema) implements Member {}
  }

  Schema(
      Optional<String> path,
      Optional<String> domain,
      Optional<String> extended,
      Optional<String> listOf,
      @Nullable Schema parent) {
    this.path = path;
    this.domain = domain;
    this.extended = extended;
    this.listOf = listOf;
    this.parent = parent;
  }

  Optional<String> path() {
    return path;
  }

  Optional<String> extended() {
    return extended;
  }

  Optional<String> listOf() {
    return listOf;
  }

  boolean hasDomain() {
    return domain.isPresent();
  }

  Optional<SchemaKey> key(String name) {
    return members
        .get(name)
        .flatMap(m -> m instanceof Member.Key(var k) ? Optional.of(k) : Optional.empty());
  }

  private Optional<SchemaKey> inherited(String name) {
    for (Schema s = parent; s != null; s = s.parent) {
      Optional<SchemaKey> key = s.key(name);
      if (key.isPresent()) {
        return key;
      }
    }
    return Optional.empty();
  }

  void addChild(String name, String schema) throws SchemaException {
    checkName(name);
    add(name + "/", new Member.Child(schema));
  }

  void addKey(String name, SchemaKey key) throws SchemaException {
    if (listOf.isPresent()) {
      throw new SchemaException("a schema that is a list has keys");
    }
    checkName(name);
    if (inherited(name).isPresent()) {
      throw new SchemaException("the key `" + name + "` is one of the extended schema");
    }
    add(name, new Member.Key(key));
  }

  /// Adds a key with another default than the one it inherits.
  SchemaKey addOverride(String name) throws SchemaException {
    SchemaKey key =
        inherited(name)
            .orElseThrow(() -> new SchemaException("the override `" + name + "` is of no key"))
            .override();
    add(name, new Member.Key(key));
    return key;
  }

  private void add(String name, Member member) throws SchemaException {
    if (members.contains(name)) {
      throw new SchemaException("`" + name + "` is there twice");
    }
    members.put(name, member);
  }

  /// Any name will do (`--allow-any-name`) but those with which the file would be ambiguous.
  private static void checkName(String name) throws SchemaException {
    if (name.isEmpty() || name.startsWith(".") || name.length() > MOST_NAME) {
      throw new SchemaException("`" + name + "` cannot be the name of a key");
    }
  }

  Gvdb.Table table() {
    var table = new Gvdb.Table();
    boolean translated = false;
    for (String name : members.keys()) {
      switch (members.get(name).orElseThrow()) {
        case Member.Key(var key) -> {
          translated |= key.isTranslated();
          table.child(name, key.serialised());
        }
        case Member.Child(var schema) -> table.child(name, Variant.ofString(schema));
      }
    }
    path.ifPresent(p -> table.attribute(".path", p));
    extended.ifPresent(e -> table.attribute(".extends", e));
    listOf.ifPresent(l -> table.attribute(".list-of", l));
    if (translated) {
      domain.ifPresent(d -> table.attribute(".gettext-domain", d));
    }
    return table;
  }
}
