package dev.envc.store.binhost;

import dev.envc.pms.Eapi;
import dev.envc.pms.Slot;
import dev.envc.store.fetch.BinhostLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Whether a candidate of the wanted version is what was resolved: the first thing that is not.
final class CandidateFit {
  private final Wanted wanted;
  private final BinaryCandidate candidate;
  private final Map<String, String> header;
  private final PresentNames names;

  CandidateFit(
      Wanted wanted, BinaryCandidate candidate, Map<String, String> header, PresentNames names) {
    this.wanted = wanted;
    this.candidate = candidate;
    this.header = header;
    this.names = names;
  }

  /// The first thing that does not fit, in words that go on after the candidate's name; empty when
  /// everything fits.
  Optional<String> mismatch() {
    return Stream.<Supplier<Optional<String>>>of(
            this::path,
            this::arch,
            this::chost,
            this::repository,
            this::eapi,
            this::slot,
            this::use,
            () -> BoundSlots.mismatch(candidate, wanted.environment(), names),
            () -> RunTimeNeeds.mismatch(candidate, wanted.environment(), names))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> path() {
    return BinhostLocation.isInside(candidate.path())
        ? Optional.empty()
        : Optional.of("its path " + candidate.path() + " lies outside the binhost");
  }

  /// The arch is among the USE flags of every package (USE_EXPAND_IMPLICIT); the header says which
  /// flags are arches.
  private Optional<String> arch() {
    SortedSet<String> arches =
        new TreeSet<>(IndexParser.flags(header.getOrDefault("USE_EXPAND_VALUES_ARCH", "")));
    arches.retainAll(candidate.use());
    if (arches.isEmpty() && header.containsKey("ARCH")) {
      arches.add(header.getOrDefault("ARCH", ""));
    }
    return arches.isEmpty() || arches.contains(wanted.arch())
        ? Optional.empty()
        : Optional.of("built for " + String.join(" ", arches) + ", wanted " + wanted.arch());
  }

  private Optional<String> chost() {
    return wanted
        .chost()
        .filter(c -> !candidate.chost().isEmpty() && !c.equals(candidate.chost()))
        .map(c -> "built for CHOST " + candidate.chost() + ", wanted " + c);
  }

  private Optional<String> repository() {
    return candidate.repository().isEmpty() || candidate.repository().equals(wanted.repository())
        ? Optional.empty()
        : Optional.of(
            "built from the tree " + candidate.repository() + ", wanted " + wanted.repository());
  }

  private Optional<String> eapi() {
    String eapi = candidate.fields().getOrDefault("EAPI", "0");
    return Eapi.of(eapi).isPresent()
        ? Optional.empty()
        : Optional.of("built with EAPI " + eapi + ", which envc does not know");
  }

  private Optional<String> slot() {
    return candidate.slot().equals(wanted.slot())
        ? Optional.empty()
        : Optional.of("slot " + full(candidate.slot()) + ", wanted " + full(wanted.slot()));
  }

  private static String full(Slot slot) {
    return slot.slot() + "/" + slot.subslot();
  }

  /// A flag that the ebuild gained since the build counts as off; one that it lost does not count.
  private Optional<String> use() {
    SortedSet<String> built = candidate.enabledUse();
    List<String> missing =
        wanted.enabledUse().stream().filter(f -> !built.contains(f)).map(f -> "-" + f).toList();
    List<String> extra = wanted.disabledUse().stream().filter(f -> built.contains(f)).toList();
    if (missing.isEmpty() && extra.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "built with USE=\""
            + String.join(" ", Stream.concat(extra.stream(), missing.stream()).toList())
            + "\"");
  }
}
