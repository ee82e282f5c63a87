package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Transliteration.Rule;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// Compiles locales of one root: what several of them share is read once.
///
/// Not for several threads.
public final class LocaleCompiler {
  private final SourceLibrary library;
  private final Charmap charmap;
  private final ByteOrder order;
  private final CtypeReader ctype;

  /// What was compiled, by category and by the few words that a source has for it, which many
  /// sources share, or by the source.
  private final Map<Object, byte[]> compiled = new HashMap<>();

  /// Where sources come from.
  ///
  /// @see LocaleCompiler
  public interface Sources {
    /// The bytes of /usr/share/i18n/locales/NAME; empty when it is not there.
    java.util.Optional<byte[]> read(String name) throws IOException;
  }

  /// @param order of the machines that will read the files
  public LocaleCompiler(Sources sources, Charmap charmap, ByteOrder order) {
    this.library = new SourceLibrary(sources);
    this.charmap = charmap;
    this.order = order;
    this.ctype = new CtypeReader(library, charmap);
  }

  /// The files of a locale, by category.
  ///
  /// @param source the name of a file of /usr/share/i18n/locales, as `de_DE`
  public Map<Category, byte[]> compile(String source) throws IOException, LocaleSourceException {
    library.file(source);
    var files = new EnumMap<Category, byte[]>(Category.class);
    for (Category category : Category.values()) {
      files.put(category, compile(source, category));
    }
    return files;
  }

  private byte[] compile(String source, Category category)
      throws IOException, LocaleSourceException {
    String origin = library.origin(source, category);
    List<Token> words = library.words(origin, category);
    Object key = List.of(category, words.isEmpty() ? origin : words);
    byte[] made = compiled.get(key);
    if (made == null) {
      made = compileAnew(origin, category);
      compiled.put(key, made);
    }
    return made;
  }

  private byte[] compileAnew(String source, Category category)
      throws IOException, LocaleSourceException {
    var writer = new CategoryWriter(order);
    switch (category) {
      case LC_CTYPE -> ctype(source, writer);
      case LC_COLLATE -> collate(source, writer);
      default -> lines(source, category, writer);
    }
    return writer.finish(category);
  }

  private void lines(String source, Category category, CategoryWriter writer)
      throws IOException, LocaleSourceException {
    var d = Definitions.read(library, source, category, charmap);
    switch (category) {
      case LC_NUMERIC -> MoneyCategories.numeric(d, writer);
      case LC_TIME -> TimeCategory.write(d, writer);
      case LC_MONETARY -> MoneyCategories.monetary(d, writer);
      case LC_MESSAGES -> PlainCategories.messages(d, writer);
      case LC_PAPER -> PlainCategories.paper(d, writer);
      case LC_NAME -> PlainCategories.name(d, writer);
      case LC_ADDRESS -> PlainCategories.address(d, writer);
      case LC_TELEPHONE -> PlainCategories.telephone(d, writer);
      case LC_MEASUREMENT -> PlainCategories.measurement(d, writer);
      case LC_IDENTIFICATION -> PlainCategories.identification(d, writer);
      case LC_CTYPE, LC_COLLATE -> throw new IllegalArgumentException(category.name());
    }
    d.finish();
    if (category != Category.LC_TIME) {
      writer.string(charmap.codeSet());
    }
  }

  private void ctype(String source, CategoryWriter writer)
      throws IOException, LocaleSourceException {
    CharacterTables tables = ctype.read(source).copy();
    CtypeDefaults.apply(tables);
    SortedMap<String, Rule> rules = Transliteration.table();
    String missing = include(tables.transliteration, rules, new HashSet<>());
    new CtypeWriter(tables, charmap, rules.values(), missing, writer).write();
  }

  private void collate(String source, CategoryWriter writer)
      throws IOException, LocaleSourceException {
    var collation = new Collation();
    boolean there = new CollateReader(library, charmap, collation).read(source);
    var to = new CollateWriter(collation, charmap, writer);
    if (there && !collation.isByCodePoint()) {
      to.write();
    } else {
      to.writeNoOrder(there);
    }
  }

  /// Enters what a source includes, each source once, and then its own rules.
  ///
  /// @return what is written where there is no rule
  private String include(Transliteration of, SortedMap<String, Rule> rules, Set<String> entered)
      throws IOException, LocaleSourceException {
    String missing = of.missing();
    for (String source : of.includes()) {
      if (entered.add(source)) {
        String included = include(ctype.read(source).transliteration, rules, entered);
        missing = missing.isEmpty() ? included : missing;
      }
    }
    of.enter(rules);
    return missing;
  }
}
