package dev.envc.model;

import dev.envc.pms.AtomPattern;
import dev.envc.source.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What becomes of the scripts that binary packages carry for the time of merging: pkg_setup,
/// pkg_preinst and pkg_postinst (PMS, ebuild-defined functions).
///
/// @param skip packages whose scripts are not run and not asked about
public record Scripts(Mode mode, List<Skipped> skip) {
  public static final Scripts SKIP = new Scripts(Mode.SKIP, List.of());

  public Scripts {
    skip = List.copyOf(skip);
  }

  /// Packages whose scripts do not matter, and why.
  public record Skipped(AtomPattern atom, Optional<String> because, Span span) {}

  /// How scripts are treated, as the manifest writes it.
  public enum Mode {
    /// None is run; what has no native counterpart is reported.
    SKIP("skip"),
    /// None is run; what has no native counterpart is an error.
    STRICT("strict"),
    /// They are run, shut in.
    RUN("run");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    /// The mode of a word; empty when there is none.
    public static Optional<Mode> of(String word) {
      return Arrays.stream(values()).filter(m -> m.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
