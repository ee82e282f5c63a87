package dev.envc.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The catalogue of all codes, and the page of each.
public final class DiagnosticCodes {
  private static final List<DiagnosticCode> ALL =
      Stream.of(
              ManifestCode.values(),
              TreeCode.values(),
              ResolveCode.values(),
              LockCode.values(),
              StoreCode.values(),
              RootfsCode.values(),
              BackendCode.values(),
              DiskCode.values(),
              MachineCode.values(),
              PolicyCode.values())
          .flatMap(Arrays::<DiagnosticCode>stream)
          .sorted(Comparator.comparing(DiagnosticCode::id))
          .toList();

  private DiagnosticCodes() {}

  /// All codes, by number.
  public static List<DiagnosticCode> all() {
    return ALL;
  }

  /// The code of that number, `E0123` in any case; empty when there is none.
  public static Optional<DiagnosticCode> of(String id) {
    String wanted = id.toUpperCase(Locale.ROOT);
    return ALL.stream().filter(c -> c.id().equals(wanted)).findFirst();
  }

  /// The page of a code, in Markdown; empty when it has none (a test forbids that).
  public static Optional<String> page(DiagnosticCode code) {
    try (InputStream in = DiagnosticCodes.class.getResourceAsStream(code.id() + ".md")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The first line of the page of a code, without the mark of a title.
  public static String title(DiagnosticCode code) {
    return page(code)
        .flatMap(p -> p.lines().findFirst())
        .map(l -> l.replaceFirst("^#+\\s*", ""))
        .orElse(code.id());
  }

  /// All ids.
  public static Collection<String> ids() {
    return ALL.stream().map(DiagnosticCode::id).toList();
  }
}
