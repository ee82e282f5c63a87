package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Golden;
import dev.envc.ast.Comment;
import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.frontend.Formatter;
import dev.envc.frontend.Forms;
import dev.envc.model.Manifest;
import dev.envc.source.FileAccess;
import dev.envc.source.SourceFile;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every manifest of the repository, whatever it is there for: what can be read can be written in
/// both forms, there and back, with its comments and without another meaning.
final class ManifestFormsTest {
  private static final List<Path> ROOTS =
      List.of(
          Path.of("../examples"),
          Path.of("../stdlib/src/main/resources"),
          Manifests.CONFORMANCE,
          Golden.RESOURCES);

  @TestFactory
  Stream<DynamicTest> manifests() throws IOException {
    return all().stream().map(m -> DynamicTest.dynamicTest(m.toString(), () -> check(m)));
  }

  static List<Path> all() throws IOException {
    var all = new java.util.ArrayList<Path>();
    for (Path root : ROOTS) {
      try (var files = Files.walk(root)) {
        files.filter(Files::isRegularFile).filter(f -> isManifest(f)).sorted().forEach(all::add);
      }
    }
    return all;
  }

  private static boolean isManifest(Path f) {
    return f.toString().endsWith(".env.yaml") || f.toString().endsWith(".envc");
  }

  private static void check(Path file) throws IOException {
    Optional<Document> document = document(file);
    if (document.isEmpty()) {
      return;
    }
    Document written = document.get();
    String own = Formatter.format(written);
    assertEquals(own, Formatter.format(Manifests.read(file.toString(), own)), "formatted twice");
    if (!isSound(file)) {
      return;
    }
    Optional<String> meaning = meaning(file, FileAccess.LOCAL);
    for (Document.Form form : Document.Form.values()) {
      String text = Formatter.print(written, form);
      Document read = Manifests.read("x" + Manifests.ending(form), text);
      assertEquals(comments(written), comments(read), () -> "comments\n" + text);
      assertEquals(text, Formatter.format(read), "formatted twice");
      String back = Formatter.print(read, written.form());
      Document again = Manifests.read(file.toString(), back);
      assertEquals(comments(written), comments(again), () -> "comments there and back\n" + back);
      assertEquals(meaning, meaning(beside(file, form), text), () -> text);
      assertEquals(meaning, meaning(beside(file, written.form()), back), () -> back);
    }
  }

  /// What is no whole manifest lacks fields; any other problem is there to be reported.
  static boolean isSound(Path file) {
    var diagnostics = new Diagnostics();
    Manifests.load(file, FileAccess.LOCAL, diagnostics);
    return diagnostics.toList().stream()
        .allMatch(d -> !d.isError() || d.code() == ManifestCode.MISSING_FIELD);
  }

  private static Path beside(Path file, Document.Form form) {
    return file.resolveSibling("converted" + Manifests.ending(form));
  }

  private static Optional<String> meaning(Path file, String text) {
    return meaning(file, new Overlay(file, text));
  }

  private static Optional<Document> document(Path file) throws IOException {
    try {
      var problems = new Diagnostics();
      Optional<Document> d =
          Forms.read(SourceFile.of(file.toString(), Files.readString(file)), problems);
      return problems.hasErrors() ? Optional.empty() : d;
    } catch (MalformedInputException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> meaning(Path file, FileAccess files) {
    return Manifests.load(file, files, new Diagnostics()).map(Manifest::meaning);
  }

  private static List<String> comments(Document d) {
    return d.comments().stream().map(Comment::text).map(String::strip).sorted().toList();
  }

  /// An example stands there in both forms, so that a reader can compare them.
  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    return all().stream()
        .filter(f -> f.startsWith("../examples"))
        .map(f -> DynamicTest.dynamicTest(f.toString(), () -> twins(f)));
  }

  private static void twins(Path file) {
    String name = file.toString();
    boolean yaml = name.endsWith(".env.yaml");
    String stem = name.substring(0, name.length() - (yaml ? ".env.yaml" : ".envc").length());
    Path twin = Path.of(stem + (yaml ? ".envc" : ".env.yaml"));
    assertTrue(Files.exists(twin), () -> "`envc convert " + file + "` writes " + twin);
    assertEquals(meaning(file, FileAccess.LOCAL), meaning(twin, FileAccess.LOCAL));
  }

  @Test
  void thereIsACorpus() throws IOException {
    assertTrue(all().size() > 100);
  }
}
