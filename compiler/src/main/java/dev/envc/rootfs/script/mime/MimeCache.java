package dev.envc.rootfs.script.mime;

import dev.envc.rootfs.script.glib.GlibTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// mime.cache, version 1.2: everything but treemagic, to be looked up in a file mapped into memory.
final class MimeCache {
  private static final int HEADER = 44;

  private final MimeData data;

  /// String -> where it is in the file.
  private final GlibTable<Integer> strings = new GlibTable<>();

  private final Bytes out = new Bytes();

  MimeCache(MimeData data) {
    this.data = data;
  }

  byte[] bytes() {
    collect();
    out.bytes(new byte[HEADER]);
    for (String string : strings.keys()) {
      strings.put(string, out.size());
      out.padded(new Bytes().text(string + "\0").toByteArray());
    }
    List<Runnable> parts =
        List.of(
            () -> types(data.aliases),
            this::parents,
            () -> globs(Glob.Kind.LITERAL),
            this::suffixes,
            () -> globs(Glob.Kind.FULL),
            () -> new MagicTable(data.magic).write(out, this::at),
            this::namespaces,
            () -> icons(data.icons),
            () -> icons(data.genericIcons),
            this::noTypes);
    ByteBuffer header = ByteBuffer.allocate(HEADER).putShort((short) 1).putShort((short) 2);
    for (Runnable part : parts) {
      header.putInt(out.size());
      part.run();
    }
    byte[] bytes = out.toByteArray();
    System.arraycopy(header.array(), 0, bytes, 0, HEADER);
    return bytes;
  }

  private void string(Object string) {
    strings.put(string.toString(), 0);
  }

  private int at(String string) {
    return strings.get(string).orElseThrow();
  }

  private void collect() {
    each(
        data.aliases,
        (alias, type) -> {
          string(alias);
          string(type);
        });
    each(
        data.parents,
        (type, parents) -> {
          string(type);
          parents.forEach(this::string);
        });
    each(
        data.globs,
        (pattern, globs) -> {
          if (Glob.Kind.of(pattern) != Glob.Kind.SUFFIX) {
            string(pattern);
          }
          globs.forEach(glob -> string(glob.type()));
        });
    data.magic.forEach(magic -> string(magic.type()));
    each(
        data.namespaces,
        (name, type) -> {
          string(type);
          string(name.substring(0, name.indexOf(' ')));
          string(name.substring(name.indexOf(' ') + 1));
        });
    for (GlibTable<String> icons : List.of(data.genericIcons, data.icons)) {
      each(
          icons,
          (type, icon) -> {
            string(type);
            string(icon);
          });
    }
  }

  private static <V> void each(GlibTable<V> table, BiConsumer<String, V> action) {
    table.keys().forEach(key -> action.accept(key, table.get(key).orElseThrow()));
  }

  private static List<String> sorted(GlibTable<?> table) {
    return table.keys().stream().sorted(Bytes.ORDER).toList();
  }

  private void types(GlibTable<MimeType> table) {
    out.word(table.size());
    for (String key : sorted(table)) {
      out.word(at(key)).word(at(table.get(key).orElseThrow().toString()));
    }
  }

  private void icons(GlibTable<String> table) {
    out.word(table.size());
    for (String key : sorted(table)) {
      out.word(at(key)).word(at(table.get(key).orElseThrow()));
    }
  }

  private void parents() {
    List<String> types = sorted(data.parents);
    out.word(types.size());
    int offset = out.size() + 8 * types.size();
    for (String type : types) {
      out.word(at(type)).word(offset);
      offset += 4 + 4 * data.parents.get(type).orElseThrow().size();
    }
    for (String type : types) {
      List<String> parents = data.parents.get(type).orElseThrow();
      out.word(parents.size());
      parents.forEach(parent -> out.word(at(parent)));
    }
  }

  private void globs(Glob.Kind kind) {
    var globs = new ArrayList<Glob>();
    sorted(data.globs).stream()
        .filter(pattern -> Glob.Kind.of(pattern) == kind)
        .forEach(pattern -> globs.addAll(data.globs.get(pattern).orElseThrow()));
    out.word(globs.size());
    for (Glob g : globs) {
      out.word(at(g.pattern())).word(at(g.type().toString())).word(g.weightAndFlags());
    }
  }

  private void suffixes() {
    var tree = new SuffixTree();
    each(
        data.globs,
        (pattern, globs) -> {
          if (Glob.Kind.of(pattern) == Glob.Kind.SUFFIX) {
            globs.forEach(tree::add);
          }
        });
    tree.write(out, this::at);
  }

  private void namespaces() {
    out.word(data.namespaces.size());
    for (String name : sorted(data.namespaces)) {
      int space = name.indexOf(' ');
      out.word(at(name.substring(0, space))).word(at(name.substring(space + 1)));
      out.word(at(data.namespaces.get(name).orElseThrow().toString()));
    }
  }

  /// The list of all types has their number, and no name: the program looks the names up with the
  /// end of the line, and finds none.
  private void noTypes() {
    out.word(data.types.size());
    out.bytes(new byte[4 * data.types.size()]);
  }
}
