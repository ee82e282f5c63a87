package dev.envc.rootfs.script;

import dev.envc.rootfs.locale.Category;
import dev.envc.rootfs.locale.Charmap;
import dev.envc.rootfs.locale.LocaleCompiler;
import dev.envc.rootfs.locale.LocaleSourceException;
import dev.envc.rootfs.script.LocaleList.Wanted;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// The locales that locale-gen(8) would compile: those of /etc/locale.gen, that of LANG in
/// /etc/locale.conf, and C.UTF-8 where a package would have called it. Each is a directory of
/// /usr/lib/locale, as `localedef --no-archive` makes it. What packages bring compiled stays.
///
/// Without a line, locale-gen compiles all that glibc has; here that is none but C.UTF-8.
final class Locales implements Counterpart {
  private static final String LIST = "etc/locale.gen";
  private static final String SETTINGS = "etc/locale.conf";
  private static final String SOURCES = "usr/share/i18n/locales/";
  private static final String UTF8 = "usr/share/i18n/charmaps/UTF-8";
  private static final String COMPILED = "usr/lib/locale/";
  private static final int MAX_BYTES = 32 << 20;
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  /// Where glibc is, by the directories of its ABIs.
  private static final List<String> LIBRARIES =
      List.of("lib64", "lib", "lib32", "libx32", "usr/lib64", "usr/lib");

  private final Optional<Path> cache;

  /// @param cache where compiled locales are kept
  Locales(Optional<Path> cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return "locale-gen";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) throws IOException {
    var list = new LocaleList();
    if (!packages.isEmpty()) {
      list.addFile("locale-gen", "C.UTF-8 UTF-8");
    }
    Optional<byte[]> lines = root.bytes(LIST);
    if (lines.isPresent()) {
      list.addFile("/" + LIST, text(lines.get()));
    }
    Optional<byte[]> settings = root.bytes(SETTINGS);
    if (settings.isPresent()) {
      lang(text(settings.get())).ifPresent(l -> list.addLang(l, "/" + SETTINGS));
    }
    var problems = new ArrayList<>(list.problems());
    List<Wanted> missing = list.wanted().stream().filter(w -> !isThere(root, w)).toList();
    Optional<ByteOrder> order = missing.isEmpty() ? Optional.empty() : order(root);
    if (order.isPresent()) {
      compile(root, missing, order.get(), problems);
    }
    return problems;
  }

  private static boolean isThere(TargetRoot root, Wanted wanted) {
    return root.exists(COMPILED + "locale-archive")
        || root.exists(COMPILED + wanted.directory() + "/LC_CTYPE");
  }

  private void compile(TargetRoot root, List<Wanted> wanted, ByteOrder order, List<String> problems)
      throws IOException {
    Optional<byte[]> map = charmap(root);
    if (map.isEmpty()) {
      problems.add(
          "the sources of glibc are not in the root (/usr/share/i18n; see INSTALL_MASK), so there"
              + " is no "
              + String.join(", ", wanted.stream().map(Wanted::asked).toList()));
      return;
    }
    var sources = new Sources(root, map.get(), order, kept(root, map.get(), order));
    for (Wanted w : wanted) {
      if (!LocaleList.isUtf8(w.charmap())) {
        problems.add(w.asked() + ": only locales in UTF-8 are compiled");
        continue;
      }
      try {
        root.writeAll(COMPILED + w.directory(), sources.compiled(w.source()), 0644);
      } catch (LocaleSourceException e) {
        problems.add(w.asked() + " cannot be compiled: " + e.getMessage());
      }
    }
  }

  /// A locale may be made of any of the sources, the map and the byte order.
  private Optional<KeptLocales> kept(TargetRoot root, byte[] map, ByteOrder order) {
    if (cache.isEmpty()) {
      return Optional.empty();
    }
    MessageDigest sources = KeptLocales.digest();
    sources.update((order + "\n").getBytes(StandardCharsets.UTF_8));
    for (String path : root.below(SOURCES.substring(0, SOURCES.length() - 1))) {
      String digest = root.digest(path).orElse("");
      sources.update((path + "\n" + digest + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return Optional.of(new KeptLocales(cache.get(), sources.digest(map)));
  }

  /// The sources of a root's locales; read when one has to be compiled.
  private static final class Sources {
    private final TargetRoot root;
    private final byte[] map;
    private final ByteOrder order;
    private final Optional<KeptLocales> kept;
    private Optional<LocaleCompiler> compiler = Optional.empty();

    Sources(TargetRoot root, byte[] map, ByteOrder order, Optional<KeptLocales> kept) {
      this.root = root;
      this.map = map;
      this.order = order;
      this.kept = kept;
    }

    /// The files of a locale by their paths in its directory.
    Map<String, byte[]> compiled(String source) throws IOException, LocaleSourceException {
      Optional<Map<String, byte[]>> known =
          kept.isPresent() ? kept.get().find(source) : Optional.empty();
      if (known.isPresent()) {
        return known.get();
      }
      Map<String, byte[]> files = new TreeMap<>();
      for (Map.Entry<Category, byte[]> file : compiler().compile(source).entrySet()) {
        files.put(file.getKey().path(), file.getValue());
      }
      if (kept.isPresent()) {
        kept.get().keep(source, files);
      }
      return files;
    }

    private LocaleCompiler compiler() throws LocaleSourceException {
      LocaleCompiler there =
          compiler.isPresent()
              ? compiler.get()
              : new LocaleCompiler(
                  source -> root.bytes(SOURCES + source), Charmap.read("/" + UTF8, map), order);
      compiler = Optional.of(there);
      return there;
    }
  }

  /// The map of UTF-8, which glibc packs.
  private static Optional<byte[]> charmap(TargetRoot root) throws IOException {
    Optional<Content> packed = root.file(UTF8 + ".gz");
    if (packed.isEmpty()) {
      return root.bytes(UTF8);
    }
    try (InputStream in = new GZIPInputStream(packed.get().open())) {
      return Optional.of(in.readNBytes(MAX_BYTES));
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      return Optional.of(new byte[0]);
    }
  }

  /// The byte order of the root's glibc; empty when it has none.
  private static Optional<ByteOrder> order(TargetRoot root) throws IOException {
    for (String directory : LIBRARIES) {
      Optional<Content> libc = root.file(directory + "/libc.so.6");
      if (libc.isPresent()) {
        try (InputStream in = libc.get().open()) {
          byte[] start = in.readNBytes(ELF.length + 2);
          if (start.length > ELF.length && java.util.Arrays.mismatch(start, ELF) == ELF.length) {
            return Optional.of(start[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
          }
        }
      }
    }
    return Optional.empty();
  }

  /// The value of LANG of locale.conf(5).
  private static Optional<String> lang(String settings) {
    return settings
        .lines()
        .map(String::strip)
        .filter(l -> l.startsWith("LANG="))
        .map(l -> l.substring("LANG=".length()).replaceAll("[\"']", ""))
        .reduce((a, b) -> b)
        .filter(l -> !l.isEmpty());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
