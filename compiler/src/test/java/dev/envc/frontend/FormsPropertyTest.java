package dev.envc.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.ast.Document;
import dev.envc.ast.Document.Form;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.source.SourceFile;
import org.junit.jupiter.api.Test;

/// Whatever the field table allows is written in both forms, read back as the same, and formatted
/// once and for all.
final class FormsPropertyTest {
  private static final int DOCUMENTS = 1000;

  @Test
  void bothFormsSayTheSame() {
    for (long seed = 0; seed < DOCUMENTS; seed++) {
      Document written = new RandomDocuments(seed).next();
      String expected = PlainText.of(written.root());
      for (Form form : Form.values()) {
        String text = Formatter.print(written, form);
        Document read = read(text, form, seed);
        assertEquals(expected, PlainText.of(read.root()), () -> form + "\n" + text);
        assertEquals(text, Formatter.format(read), "formatted twice");
        for (Form other : Form.values()) {
          String converted = Formatter.print(read, other);
          Document back = read(converted, other, seed);
          assertEquals(expected, PlainText.of(back.root()), () -> form + " to " + converted);
        }
      }
    }
  }

  private static Document read(String text, Form form, long seed) {
    var diagnostics = new Diagnostics();
    var source = SourceFile.of(seed + (form == Form.YAML ? ".env.yaml" : ".envc"), text);
    return Forms.read(source, diagnostics)
        .filter(_ -> !diagnostics.hasErrors())
        .orElseThrow(
            () ->
                new AssertionError(
                    text + "\n" + new TextRenderer(Colour.OFF).render(diagnostics.toList())));
  }
}
