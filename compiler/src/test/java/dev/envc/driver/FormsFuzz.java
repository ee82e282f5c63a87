package dev.envc.driver;

import static java.util.stream.Collectors.joining;

import dev.envc.ast.Document;
import dev.envc.ast.Document.Form;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.JsonRenderer;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.frontend.Formatter;
import dev.envc.frontend.ProgramLoader;
import dev.envc.model.Manifest;
import dev.envc.source.FileAccess;
import dev.envc.source.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What the fuzzer calls: any bytes as a manifest end in diagnostics and nothing else; what can be
/// read is formatted; what means something is formatted once and for all, means the same in the
/// other form, and keeps its comments.
public final class FormsFuzz {
  private FormsFuzz() {}

  /// One input: the first byte chooses the form, the others are the file.
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      Form form = (input[0] & 1) == 0 ? Form.YAML : Form.DSL;
      check(form, Arrays.copyOfRange(input, 1, input.length));
    }
  }

  /// Checks one text; whether it means something.
  static boolean check(Form form, byte[] text) {
    Optional<Manifest> manifest = load(form, text);
    var problems = new Diagnostics();
    Optional<Document> document = ProgramLoader.document(path(form), new OneFile(text), problems);
    if (document.isEmpty() || problems.hasErrors()) {
      return false;
    }
    String formatted = Formatter.format(document.get());
    if (manifest.isPresent()) {
      Document again = read(form, formatted);
      expect(formatted, Formatter.format(again), "formatted twice");
      expect(comments(document.get()), comments(again), formatted);
      String meaning = manifest.get().meaning();
      expect(meaning, load(form, bytes(formatted)).map(Manifest::meaning).orElse(""), formatted);
      Form other = form == Form.YAML ? Form.DSL : Form.YAML;
      String converted = Formatter.print(document.get(), other);
      expect(meaning, load(other, bytes(converted)).map(Manifest::meaning).orElse(""), converted);
      expect(comments(document.get()), comments(read(other, converted)), converted);
    }
    return manifest.isPresent();
  }

  private static void expect(String expected, String actual, String of) {
    if (!expected.equals(actual)) {
      throw new AssertionError(of + "\n--- expected\n" + expected + "\n--- but was\n" + actual);
    }
  }

  /// The comments of a document, in some order.
  private static String comments(Document d) {
    return d.comments().stream().map(c -> c.text().strip()).sorted().collect(joining("\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Path path(Form form) {
    return Path.of("/fuzz/main" + Manifests.ending(form));
  }

  private static Document read(Form form, String text) {
    var problems = new Diagnostics();
    return ProgramLoader.document(path(form), new OneFile(bytes(text)), problems)
        .filter(_ -> !problems.hasErrors())
        .orElseThrow(() -> new AssertionError(text + "\n" + Manifests.rendered(problems)));
  }

  private static Optional<Manifest> load(Form form, byte[] text) {
    var diagnostics = new Diagnostics();
    var settings =
        new ManifestLoader.Settings(
            new OneFile(text), Map.of(), new TreeSet<>(List.of("dir", "disk", "nspawn", "oci")));
    Optional<Manifest> manifest = ManifestLoader.load(path(form), settings, diagnostics);
    if (manifest.isEmpty() && !diagnostics.hasErrors()) {
      throw new AssertionError("neither a meaning nor an error");
    }
    diagnostics.toList().forEach(d -> d.span().ifPresent(FormsFuzz::inside));
    new TextRenderer(Colour.OFF).render(diagnostics.toList());
    JsonRenderer.render(diagnostics.toList());
    return manifest;
  }

  private static void inside(Span span) {
    if (span.start() < 0 || span.start() > span.end() || span.end() > span.file().text().length()) {
      throw new AssertionError(span + " is not in its file");
    }
  }

  /// A machine with one file.
  private static final class OneFile implements FileAccess {
    private final byte[] text;

    OneFile(byte[] text) {
      this.text = text;
    }

    @Override
    public byte[] read(Path file, int limit) throws IOException {
      if (!file.equals(path(Form.YAML)) && !file.equals(path(Form.DSL))) {
        throw new NoSuchFileException(file.toString());
      }
      if (text.length > limit) {
        throw new TooLargeException(file);
      }
      return text.clone();
    }

    @Override
    public Path real(Path file) {
      return file;
    }

    @Override
    public boolean exists(Path file) {
      return false;
    }
  }
}
