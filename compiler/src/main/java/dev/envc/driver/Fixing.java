package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Edit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Writes an edit that a diagnostic offers into the manifest it is about.
public final class Fixing {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Fixing() {}

  /// What was written: into which manifest, and the edit's title.
  public record Applied(Path manifest, String title) {}

  /// Applies one of the edits of the first error that has some for one of the manifests themselves;
  /// empty, and nothing is written, when there is none of that number, or the file is no longer
  /// what it was when the diagnostics were made.
  ///
  /// @param number which edit of that error, from 1
  public static Optional<Applied> apply(
      List<Path> manifests, List<Diagnostic> diagnostics, int number) throws IOException {
    for (Diagnostic d : diagnostics) {
      for (Path manifest : manifests) {
        List<Edit> edits =
            d.edits().stream()
                .filter(e -> e.span().file().name().equals(manifest.toString()))
                .toList();
        if (d.isError() && !edits.isEmpty()) {
          return number >= 1 && number <= edits.size() && write(manifest, edits.get(number - 1))
              ? Optional.of(new Applied(manifest, edits.get(number - 1).title()))
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static boolean write(Path manifest, Edit edit) throws IOException {
    String all = new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8);
    String mark = all.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    String text = all.substring(mark.length());
    if (!text.equals(edit.span().file().text())) {
      return false;
    }
    ManifestText.replace(manifest, mark + edit.applyTo(text));
    return true;
  }
}
