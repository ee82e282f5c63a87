package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Token.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The sources of a root, each read once.
final class SourceLibrary {
  /// Nothing that leads out of the directory.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,63}");

  private static final int FEW = 40;
  private static final int MAX_BYTES = 32 << 20;

  private final LocaleCompiler.Sources directory;
  private final Map<String, SourceFile> files = new HashMap<>();

  SourceLibrary(LocaleCompiler.Sources directory) {
    this.directory = directory;
  }

  SourceFile file(String name) throws IOException, LocaleSourceException {
    SourceFile known = files.get(name);
    if (known == null) {
      Optional<byte[]> bytes =
          NAME.matcher(name).matches() ? directory.read(name) : Optional.empty();
      if (bytes.isEmpty()) {
        throw new LocaleSourceException("there is no source " + name);
      }
      if (bytes.get().length > MAX_BYTES) {
        throw new LocaleSourceException("the source " + name + " is larger than 32 MiB");
      }
      known = new SourceFile(name, bytes.get());
      files.put(name, known);
    }
    return known;
  }

  /// The source that says what a category of another is, through `copy` where that is all it says.
  String origin(String name, Category category) throws IOException, LocaleSourceException {
    var seen = new HashSet<String>();
    String origin = name;
    while (seen.add(origin)) {
      List<Token> words = words(origin, category);
      if (words.size() != 3
          || !words.getFirst().equals(new Token.Word("copy"))
          || !(words.get(1) instanceof Token.Text(var source))) {
        return origin;
      }
      origin = source;
    }
    throw new LocaleSourceException(name + ": " + category + " is a copy of itself");
  }

  /// All that a source says of a category, when that is but few words; none when it is more.
  List<Token> words(String name, Category category) throws IOException, LocaleSourceException {
    Optional<Lexer> lexer = section(name, category);
    var words = new ArrayList<Token>();
    if (lexer.isPresent()) {
      lexer.get().rawText(true);
      for (Token t = lexer.get().next(); t != Mark.END_OF_FILE; t = lexer.get().next()) {
        if (words.size() == FEW) {
          return List.of();
        }
        if (t != Mark.END_OF_LINE) {
          words.add(t);
        }
        if (t instanceof Token.Word(var word) && word.equals("END")) {
          return words;
        }
      }
    }
    return List.of();
  }

  /// The words of a category of a source.
  Optional<Lexer> section(String name, Category category)
      throws IOException, LocaleSourceException {
    return file(name).section(category);
  }
}
