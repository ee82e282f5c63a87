package dev.envc.driver;

import dev.envc.check.MeaningFields;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.driver.Resolving.Prepared;
import dev.envc.lock.Digest;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedBinary;
import dev.envc.lock.LockedEnvironment;
import dev.envc.lock.LockedImport;
import dev.envc.lock.LockedPackage;
import dev.envc.model.Environment;
import dev.envc.resolve.Candidate;
import dev.envc.resolve.Resolution;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.binhost.Choice;
import dev.envc.store.binhost.Present;
import dev.envc.store.binhost.Wanted;
import dev.envc.store.local.LocalStore;
import dev.envc.tree.TreeWords;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.UserConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// From a manifest to its lock: trees, resolution, binary packages, for every arch and variant.
final class Locking {
  private final CompilerSettings settings;
  private final LoadedManifest manifest;
  private final ManifestTrees trees;
  private final Binhosts binhosts;
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final Profiles profiles = new Profiles();

  Locking(CompilerSettings settings, LoadedManifest manifest, ManifestTrees trees) {
    this.settings = settings;
    this.manifest = manifest;
    this.trees = trees;
    this.binhosts = new Binhosts(manifest);
  }

  List<Diagnostic> warnings() {
    return warnings;
  }

  Lock lock() throws IOException, UserErrorException {
    Map<Environment, Resolved> resolved = resolve();
    try (LocalStore store = Stores.open(settings, manifest.directory())) {
      settings.progress().progress("reading the indexes of binhosts", 0, 0);
      Map<String, BinhostIndex> indexes = indexes(store);
      Map<Environment, List<BinaryCandidate>> chosen = choose(resolved, indexes);
      settings.progress().progress("fetching and verifying packages", 0, 0);
      var all = new TreeMap<String, BinaryCandidate>();
      chosen.values().stream()
          .flatMap(List::stream)
          .forEach(c -> all.put(c.binhost() + "\n" + c.path(), c));
      LocalStore.LockedCandidates locked =
          store.lock(all.values(), List.copyOf(indexes.values()), binhosts.keys());
      warnings.addAll(locked.notes());
      return lock(resolved, chosen, locked.binaries(), indexes);
    }
  }

  /// Resolves every environment, variants of the same settings together; the conflicts of all are
  /// reported together.
  Map<Environment, Resolved> resolve() throws IOException, UserErrorException {
    var problems = new Diagnostics();
    var conflicts = new GroupProblems(manifest.manifest().environments().size());
    var groups = new ArrayList<Prepared>();
    for (List<Environment> group : Resolving.groups(manifest.manifest().environments())) {
      try {
        groups.add(Resolving.prepare(group, trees.of(group.getFirst()), profiles));
      } catch (UserErrorException e) {
        conflicts.add(group, e.diagnostics());
      }
    }
    SequencedMap<Environment, Resolved> resolved = new LinkedHashMap<>();
    List<Diagnostic> rules;
    var edits = new FixEdits(manifest);
    try (var solving = new Solving(groups)) {
      rules = rules(); // while the others resolve
      for (int i = 0; i < groups.size(); i++) {
        settings.progress().progress("resolving " + names(groups.get(i).group()), 0, 0);
        try {
          resolved.putAll(Resolving.resolved(groups.get(i), solving.get(i), edits));
        } catch (UserErrorException e) {
          conflicts.add(groups.get(i).group(), e.diagnostics());
        }
      }
    }
    problems.addAll(conflicts.toList());
    for (var entry : resolved.entrySet()) {
      problems.addAll(
          PolicyCheck.packages(
              entry.getKey(), entry.getValue().resolution(), trees.of(entry.getKey()), profiles));
    }
    if (problems.hasErrors()) {
      problems.addAll(rules);
    }
    problems.throwIfErrors();
    warnings.addAll(rules);
    return inOrder(resolved);
  }

  /// What the rules of the environments name that no tree has.
  private List<Diagnostic> rules() throws IOException {
    List<Environment> environments = manifest.manifest().environments();
    Trees all = trees.all();
    var rules = new ArrayList<>(RuleNames.check(environments, all));
    rules.addAll(RuleWords.check(environments, new TreeWords(all.repositories())));
    return rules;
  }

  private SequencedMap<Environment, Resolved> inOrder(Map<Environment, Resolved> resolved) {
    SequencedMap<Environment, Resolved> ordered = new LinkedHashMap<>();
    for (Environment environment : manifest.manifest().environments()) {
      Resolved r = resolved.get(environment);
      if (r != null) {
        warnings.addAll(r.warnings());
        ordered.put(environment, r);
      }
    }
    return ordered;
  }

  private static String names(List<Environment> group) {
    return String.join(", ", group.stream().map(Environment::artifactName).toList())
        + " for "
        + group.getFirst().arch();
  }

  private Map<String, BinhostIndex> indexes(LocalStore store)
      throws IOException, UserErrorException {
    var indexes = new LinkedHashMap<String, BinhostIndex>();
    for (BinhostIndex index : store.indexes(binhosts.locations(store))) {
      indexes.put(index.name(), index);
      warnings.addAll(index.warnings());
    }
    return indexes;
  }

  private Map<Environment, List<BinaryCandidate>> choose(
      Map<Environment, Resolved> resolved, Map<String, BinhostIndex> indexes)
      throws UserErrorException {
    var problems = new Diagnostics();
    var chosen = new LinkedHashMap<Environment, List<BinaryCandidate>>();
    resolved.forEach(
        (environment, r) -> chosen.put(environment, choose(environment, r, indexes, problems)));
    if (problems.hasErrors()) { // what an index has left out may be what is missing
      indexes.values().forEach(i -> problems.addAll(i.warnings()));
    }
    problems.throwIfErrors();
    return chosen;
  }

  private List<BinaryCandidate> choose(
      Environment environment,
      Resolved resolved,
      Map<String, BinhostIndex> indexes,
      Diagnostics problems) {
    var chooser =
        new BinaryChoice(
            environment.binhosts().stream()
                .map(b -> indexes.get(binhosts.lockName(environment, b)))
                .toList(),
            trees.of(environment));
    Present present = present(resolved);
    var chosen = new ArrayList<BinaryCandidate>();
    for (Resolution.Chosen c : resolved.resolution().packages()) {
      switch (chooser.choose(wanted(environment, resolved, c.candidate(), present))) {
        case Choice.Found found -> chosen.add(found.candidate());
        case Choice.None none ->
            problems.add(
                none.diagnostic().span().isPresent()
                    ? none.diagnostic()
                    : none.diagnostic().at(environment.span()));
      }
    }
    return chosen;
  }

  private static Wanted wanted(
      Environment environment, Resolved resolved, Candidate c, Present present) {
    return new Wanted(
        c.cpv(),
        c.slot(),
        c.repository(),
        enabled(c),
        disabled(c),
        environment.arch().keyword(),
        Optional.ofNullable(resolved.config().variables().get("CHOST")),
        present);
  }

  private static Present present(Resolved resolved) {
    return Present.of(
        resolved.resolution().packages().stream().map(Resolution.Chosen::candidate).toList(),
        resolved.config().provided().values().stream()
            .flatMap(List::stream)
            .map(UserConfig.Provided::cpv)
            .toList());
  }

  private Lock lock(
      Map<Environment, Resolved> resolved,
      Map<Environment, List<BinaryCandidate>> chosen,
      Map<BinaryCandidate, LockedBinary> binaries,
      Map<String, BinhostIndex> indexes)
      throws IOException {
    var environments = new ArrayList<LockedEnvironment>();
    var moves = new HashMap<Trees, DependencyMoves>();
    for (var entry : resolved.entrySet()) {
      Environment environment = entry.getKey();
      Trees own = trees.of(environment);
      List<Resolution.Chosen> packages = entry.getValue().resolution().packages();
      List<BinaryCandidate> candidates = chosen.getOrDefault(environment, List.of());
      var locked = new ArrayList<LockedPackage>();
      for (int i = 0; i < packages.size(); i++) {
        LockedBinary binary = binaries.get(candidates.get(i));
        if (binary == null) {
          throw new IllegalStateException("the store did not lock " + candidates.get(i).label());
        }
        locked.add(locked(entry.getValue(), packages.get(i), binary));
      }
      environments.add(
          new LockedEnvironment(
              environment.name(),
              environment.arch().keyword(),
              environment.variant(),
              environment.profile().toString(),
              LockedTrees.of(environment, own),
              MeaningFields.of(environment),
              MergeSettings.of(
                  entry.getValue().config(),
                  environment.config(),
                  moves.computeIfAbsent(own, DependencyMoves::new).of(candidates)),
              locked));
    }
    return new Lock(
        manifest.manifest().name(),
        manifest.meaning(),
        lockedImports(),
        environments.stream().flatMap(e -> e.trees().stream()).distinct().toList(),
        binhosts.locked(indexes),
        environments);
  }

  private static LockedPackage locked(
      Resolved resolved, Resolution.Chosen chosen, LockedBinary binary) {
    Candidate c = chosen.candidate();
    return new LockedPackage(
        c.cpv(),
        c.slot(),
        c.repository(),
        enabled(c),
        disabled(c),
        resolved.changedUse(c),
        requiredBy(chosen),
        binary);
  }

  private static List<String> requiredBy(Resolution.Chosen chosen) {
    return chosen.reasons().stream()
        .map(r -> r.requester().map(q -> q.cpv().toString()).orElse(r.origin()))
        .distinct()
        .sorted()
        .toList();
  }

  private List<LockedImport> lockedImports() {
    return manifest.manifest().imports().stream()
        .map(
            i ->
                new LockedImport(
                    i.git(), i.commit(), i.path(), Digest.parse("sha256:" + i.sha256())))
        .toList();
  }

  private static SortedSet<String> enabled(Candidate c) {
    var flags = new TreeSet<>(c.iuse());
    flags.retainAll(c.use());
    return flags;
  }

  private static SortedSet<String> disabled(Candidate c) {
    var flags = new TreeSet<>(c.iuse());
    flags.removeAll(c.use());
    return flags;
  }
}
