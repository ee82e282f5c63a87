package dev.envc.driver;

import dev.envc.lock.LockedUpdate;
import dev.envc.pms.Atom;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageName;
import dev.envc.pms.PackageUpdates;
import dev.envc.pms.PackageUpdates.Update;
import dev.envc.pms.Parsed;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.binhost.PresentNames;
import dev.envc.tree.Repository;
import dev.envc.tree.TreeUpdates;
import dev.envc.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which lines of `profiles/updates` change the dependencies of chosen binary packages. As in
/// Portage, a repository's updates are for the packages from it, and those of the main repository
/// also for packages of repositories that have none.
final class DependencyMoves implements PresentNames {
  private final Trees trees;
  private final Map<String, List<Update>> byRepository = new LinkedHashMap<>();

  DependencyMoves(Trees trees) {
    this.trees = trees;
  }

  /// The updates that change something, in the order in which they apply.
  List<LockedUpdate> of(List<BinaryCandidate> packages) throws IOException {
    Map<String, List<Said>> said = new LinkedHashMap<>();
    for (BinaryCandidate p : packages) {
      for (String key : PackageUpdates.DEPENDENCIES) {
        if (!p.field(key).isEmpty()) {
          said.computeIfAbsent(p.repository(), _ -> new ArrayList<>()).add(Said.of(p, key));
        }
      }
    }
    var locked = new ArrayList<LockedUpdate>();
    for (var entry : said.entrySet()) {
      for (Update update : changing(updates(entry.getKey()), entry.getValue())) {
        locked.add(new LockedUpdate(entry.getKey(), update));
      }
    }
    return locked;
  }

  @Override
  public String dependencies(BinaryCandidate candidate, String key) {
    try {
      Said said = Said.of(candidate, key);
      updates(candidate.repository()).forEach(said::changedBy);
      return said.text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Update> updates(String repository) throws IOException {
    List<Update> known = byRepository.get(repository);
    if (known == null) {
      known = read(repository);
      byRepository.put(repository, known);
    }
    return known;
  }

  private List<Update> read(String repository) throws IOException {
    List<Repository> all = trees.repositories();
    for (Repository r : all) {
      if (r.name().equals(repository) && TreeUpdates.existIn(r)) {
        return TreeUpdates.of(r);
      }
    }
    return all.isEmpty() ? List.of() : TreeUpdates.of(all.getFirst());
  }

  /// The dependencies of a package under one key, as they are written after the updates so far.
  private static final class Said {
    private final Predicate<Atom> isOwn;
    private final Eapi eapi;
    private String text;

    private Said(Predicate<Atom> isOwn, Eapi eapi, String text) {
      this.isOwn = isOwn;
      this.eapi = eapi;
      this.text = text;
    }

    static Said of(BinaryCandidate p, String key) {
      return new Said(
          atom -> atom.matches(p.cpv()) && atom.matchesSlot(p.slot()),
          Eapi.of(p.field("EAPI")).orElse(Eapi.EAPI_0),
          p.field(key));
    }

    boolean changedBy(Update update) {
      String next = new PackageUpdates(List.of(update)).apply(text, eapi, isOwn);
      boolean changed = !next.equals(text);
      text = next;
      return changed;
    }

    void names(Set<PackageName> into) {
      for (String word : text.split("\\s+", -1)) {
        if (word.indexOf('/') > 0 && Atom.tryParse(word, eapi) instanceof Parsed.Ok<Atom>(var a)) {
          into.add(a.name());
        }
      }
    }
  }

  private static List<Update> changing(List<Update> updates, List<Said> said) {
    Set<PackageName> names = new HashSet<>();
    said.forEach(s -> s.names(names));
    var changing = new ArrayList<Update>();
    for (Update update : updates) {
      PackageName subject =
          switch (update) {
            case PackageUpdates.Move(var from, _) -> from;
            case PackageUpdates.SlotMove(var atom, _, _) -> atom.name();
          };
      boolean changes = false;
      for (Said s : names.contains(subject) ? said : List.<Said>of()) {
        changes |= s.changedBy(update);
      }
      if (changes) {
        changing.add(update);
        if (update instanceof PackageUpdates.Move(_, var to)) {
          names.add(to);
        }
      }
    }
    return changing;
  }
}
