package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageName;
import dev.envc.pms.Parsed;
import dev.envc.pms.RequiredUse;
import dev.envc.pms.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The packages of a playground of the corpus, as Portage's own configuration made them effective.
final class EffectiveUniverse implements Universe {
  private static final Pattern WORDS = Pattern.compile("\\s+");

  private final Map<PackageName, List<Candidate>> candidates = new HashMap<>();
  private final Map<PackageName, List<Cpv>> provided = new HashMap<>();

  /// A package of the playground.
  record Effective(
      Cpv cpv,
      Slot slot,
      String repository,
      Eapi eapi,
      SortedSet<String> iuse,
      Set<String> known,
      SortedSet<String> use,
      Set<String> forced,
      Set<String> masked,
      Map<DependencyClass, DepSpec.AllOf<Atom>> specs,
      Optional<RequiredUse> requiredUse,
      List<Mask> masks)
      implements Candidate {
    @Override
    public boolean isForced(String flag) {
      return forced.contains(flag);
    }

    @Override
    public boolean isMasked(String flag) {
      return masked.contains(flag);
    }

    @Override
    public DepSpec.AllOf<Atom> dependencies(DependencyClass dependencyClass) {
      return specs.getOrDefault(dependencyClass, new DepSpec.AllOf<>(List.of()));
    }

    @Override
    public boolean hasFlag(String flag) {
      return known.contains(flag);
    }

    @Override
    public boolean isEnabled(String flag) {
      return use.contains(flag);
    }

    @Override
    public String toString() {
      return id();
    }
  }

  private EffectiveUniverse() {}

  /// A universe of these candidates, lowest versions first.
  static EffectiveUniverse of(List<Candidate> all) {
    var universe = new EffectiveUniverse();
    all.stream()
        .sorted(Comparator.comparing(Candidate::cpv))
        .forEach(
            c ->
                universe.candidates.computeIfAbsent(c.cpv().name(), _ -> new ArrayList<>()).add(c));
    return universe;
  }

  EffectiveUniverse(JsonNode effective, List<String> repositories) {
    for (Map.Entry<String, JsonNode> entry : effective.get("packages").properties()) {
      read(entry.getKey(), entry.getValue())
          .ifPresent(p -> candidates.computeIfAbsent(p.cpv.name(), _ -> new ArrayList<>()).add(p));
    }
    Comparator<Candidate> order =
        Comparator.<Candidate, Cpv>comparing(Candidate::cpv)
            .thenComparingInt(c -> repositories.indexOf(c.repository()));
    candidates.values().forEach(list -> list.sort(order));
    JsonNode given = effective.get("package_provided");
    if (given != null) {
      for (JsonNode list : given) {
        for (JsonNode text : list) {
          Cpv cpv = Cpv.parse(text.asString());
          provided.computeIfAbsent(cpv.name(), _ -> new ArrayList<>()).add(cpv);
        }
      }
    }
  }

  @Override
  public List<Candidate> candidates(PackageName name) {
    return candidates.getOrDefault(name, List.of());
  }

  @Override
  public List<Cpv> provided(PackageName name) {
    return provided.getOrDefault(name, List.of());
  }

  Set<PackageName> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(candidates.keySet()));
  }

  private static Optional<Effective> read(String key, JsonNode node) {
    int colons = key.indexOf("::");
    JsonNode metadata = node.get("metadata");
    Optional<Eapi> eapi = Eapi.of(text(metadata, "EAPI", "0"));
    if (eapi.isEmpty()) {
      return Optional.empty();
    }
    var iuse = new TreeSet<String>();
    var masks = new ArrayList<Mask>();
    for (String flag : WORDS.split(text(metadata, "IUSE", ""), -1)) {
      if (!flag.isEmpty()) {
        boolean hasDefault = flag.startsWith("+") || flag.startsWith("-");
        if (hasDefault && !eapi.get().iuseDefaults()) {
          masks.add(Mask.of(Mask.Kind.INVALID, "IUSE defaults"));
        }
        iuse.add(hasDefault ? flag.substring(1) : flag);
      }
    }
    var use = strings(node.get("use"));
    use.addAll(strings(node.get("use_all")));
    var forced = strings(node.get("use_force"));
    var known = new TreeSet<>(iuse);
    known.addAll(use);
    known.addAll(forced);
    strings(node.get("masked")).forEach(m -> masks.add(Mask.of(Mask.Kind.PACKAGE_MASK, m)));
    var specs = new EnumMap<DependencyClass, DepSpec.AllOf<Atom>>(DependencyClass.class);
    for (DependencyClass dependencyClass : DependencyClass.values()) {
      String text = text(metadata, dependencyClass.name(), "");
      if (applies(dependencyClass, eapi.get())) {
        switch (DepSpec.parseDependencies(text, eapi.get())) {
          case Parsed.Ok<DepSpec.AllOf<Atom>>(var spec) -> specs.put(dependencyClass, spec);
          case Parsed.Bad<DepSpec.AllOf<Atom>>(var message, _) ->
              masks.add(Mask.of(Mask.Kind.INVALID, message));
        }
      }
    }
    String requiredUse = text(metadata, "REQUIRED_USE", "");
    if (!requiredUse.isEmpty() && !eapi.get().requiredUse()) {
      masks.add(Mask.of(Mask.Kind.INVALID, "REQUIRED_USE"));
    }
    return Optional.of(
        new Effective(
            Cpv.parse(key.substring(0, colons)),
            Slot.parse(text(metadata, "SLOT", "0")),
            key.substring(colons + 2),
            eapi.get(),
            iuse,
            known,
            use,
            forced,
            strings(node.get("use_mask")),
            specs,
            requiredUse.isEmpty() || !eapi.get().requiredUse()
                ? Optional.empty()
                : Optional.of(RequiredUse.parse(requiredUse, eapi.get())),
            masks));
  }

  private static boolean applies(DependencyClass dependencyClass, Eapi eapi) {
    return switch (dependencyClass) {
      case DEPEND, RDEPEND, PDEPEND -> true;
      case BDEPEND -> eapi.bdepend();
      case IDEPEND -> eapi.idepend();
    };
  }

  private static String text(JsonNode node, String key, String otherwise) {
    JsonNode value = node.get(key);
    return value == null ? otherwise : value.asString();
  }

  private static SortedSet<String> strings(JsonNode node) {
    var result = new TreeSet<String>();
    if (node != null) {
      node.forEach(item -> result.add(item.asString()));
    }
    return result;
  }
}
