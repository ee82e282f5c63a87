package dev.envc.rootfs.script.mime;

import dev.envc.rootfs.script.glib.GlibTable;
import java.util.ArrayList;
import java.util.List;

/// What all files say. The order of the tables is that of their keys in GLib, and so the order of
/// what is written from them.
final class MimeData {
  /// By the name of the type.
  final GlibTable<TypeDocument> types = new GlibTable<>();

  /// By the pattern.
  final GlibTable<List<Glob>> globs = new GlibTable<>();

  final List<Magic> magic = new ArrayList<>();
  final List<TreeMagic> treeMagic = new ArrayList<>();

  /// The types above one.
  final GlibTable<List<String>> parents = new GlibTable<>();

  final GlibTable<MimeType> aliases = new GlibTable<>();

  /// By the namespace and the name of the outermost element, with a space between them.
  final GlibTable<MimeType> namespaces = new GlibTable<>();

  final GlibTable<String> icons = new GlibTable<>();
  final GlibTable<String> genericIcons = new GlibTable<>();

  TypeDocument type(MimeType type) {
    String name = type.toString();
    return types
        .get(name)
        .orElseGet(
            () -> {
              var made = new TypeDocument(type);
              types.put(name, made);
              return made;
            });
  }

  void add(Glob glob) {
    append(globs, glob.pattern(), glob);
  }

  static <V> void append(GlibTable<List<V>> table, String key, V value) {
    List<V> values = table.get(key).orElseGet(ArrayList::new);
    values.add(value);
    table.put(key, values);
  }

  /// When everything was added.
  void sort() {
    magic.sort(Magic.ORDER);
    treeMagic.sort(TreeMagic.ORDER);
  }
}
