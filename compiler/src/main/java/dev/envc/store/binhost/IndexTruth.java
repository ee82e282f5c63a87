package dev.envc.store.binhost;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import dev.envc.pms.Slot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Holds what an index says about a package against what the package says about itself.
public final class IndexTruth {
  private final BinaryCandidate candidate;
  private final Map<String, byte[]> metadata;
  private final List<String> lies = new ArrayList<>();

  private IndexTruth(BinaryCandidate candidate, Map<String, byte[]> metadata) {
    this.candidate = candidate;
    this.metadata = metadata;
  }

  /// Every difference in one diagnostic; empty when there is none.
  ///
  /// @param metadata of the package, by file name
  public static Optional<Diagnostic> check(
      BinaryCandidate candidate, Map<String, byte[]> metadata) {
    var truth = new IndexTruth(candidate, metadata);
    truth.compare();
    if (truth.lies.isEmpty()) {
      return Optional.empty();
    }
    Diagnostic diagnostic =
        Diagnostic.error(
            StoreCode.INDEX_LIES,
            "The index of the binhost "
                + candidate.binhost()
                + " does not tell the truth about "
                + candidate.path()
                + ".");
    for (String lie : truth.lies) {
      diagnostic = diagnostic.note(lie);
    }
    return Optional.of(
        diagnostic.hint("Write the index anew with emaint binhost --fix where it is made."));
  }

  private void compare() {
    compare("package", candidate.cpv().toString(), value("CATEGORY") + "/" + value("PF"));
    compare("SLOT", candidate.slot().toString(), slot());
    compare("EAPI", candidate.fields().getOrDefault("EAPI", "0"), orDefault("EAPI", "0"));
    compareIfStated("repository", candidate.repository(), value("repository"));
    compareIfStated("CHOST", candidate.chost(), value("CHOST"));
    if (!value("BUILD_ID").isEmpty() && candidate.buildId() > 0) {
      compare("BUILD_ID", String.valueOf(candidate.buildId()), value("BUILD_ID"));
    }
    SortedSet<String> iuse = IndexParser.flags(value("IUSE"));
    compare("IUSE", String.join(" ", candidate.iuse()), String.join(" ", iuse));
    SortedSet<String> use = new TreeSet<>(IndexParser.flags(value("USE")));
    use.retainAll(iuse);
    compare("USE", String.join(" ", candidate.enabledUse()), String.join(" ", use));
  }

  private String slot() {
    return Slot.tryParse(orDefault("SLOT", "0"))
        .toOptional()
        .map(Slot::toString)
        .orElse(value("SLOT"));
  }

  private void compareIfStated(String what, String index, String own) {
    if (!index.isEmpty() && !own.isEmpty()) {
      compare(what, index, own);
    }
  }

  private void compare(String what, String index, String own) {
    if (!index.equals(own)) {
      lies.add(what + ": the index says '" + index + "', the package '" + own + "'.");
    }
  }

  private String orDefault(String name, String absent) {
    String value = value(name);
    return value.isEmpty() ? absent : value;
  }

  private String value(String name) {
    byte[] bytes = metadata.getOrDefault(name, new byte[0]);
    return String.join(" ", new String(bytes, StandardCharsets.UTF_8).strip().split("\\s+", -1));
  }
}
