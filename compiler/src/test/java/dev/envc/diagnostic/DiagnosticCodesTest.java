package dev.envc.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Golden;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiagnosticCodesTest {
  @Test
  void everyCodeHasAPageWithATitle() {
    List<String> without =
        DiagnosticCodes.all().stream()
            .filter(c -> DiagnosticCodes.page(c).filter(p -> p.startsWith("# ")).isEmpty())
            .map(DiagnosticCode::id)
            .toList();
    assertEquals(List.of(), without);
  }

  @Test
  void numbersAreUnique() {
    var seen = new HashSet<String>();
    DiagnosticCodes.all().forEach(c -> assertTrue(seen.add(c.id()), c.id()));
  }

  @Test
  void codesAreFoundByNumberInAnyCase() {
    assertEquals(ManifestCode.NOT_FOUND, DiagnosticCodes.of("e0101").orElseThrow());
    assertTrue(DiagnosticCodes.of("E9999").isEmpty());
  }

  /// To write it anew, remove it and run this test.
  @Test
  void theReferenceIsGenerated() {
    Golden.check(Path.of("../spec/diagnostics.md"), DiagnosticReference.markdown());
  }
}
