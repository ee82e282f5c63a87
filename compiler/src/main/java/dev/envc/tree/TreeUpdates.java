package dev.envc.tree;

import dev.envc.pms.Atom;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageName;
import dev.envc.pms.PackageUpdates;
import dev.envc.pms.PackageUpdates.Update;
import dev.envc.pms.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The package moves of repositories, `profiles/updates` (PMS 4.4.4), with the place of each.
public final class TreeUpdates {
  private static final String DIRECTORY = "profiles/updates";

  private final List<Placed> updates;

  private TreeUpdates(List<Placed> updates) {
    this.updates = List.copyOf(updates);
  }

  private record Placed(Update update, String place) {}

  /// An atom under the present names and slots.
  ///
  /// @param place where the last move of it is: `gentoo:profiles/updates/1Q-2024:12`
  public record Updated(Atom atom, String place) {}

  /// The updates of all repositories, each repository's in its own order. Lines that are no updates
  /// are passed over.
  static TreeUpdates read(List<Repository> repositories) throws IOException {
    var all = new ArrayList<Placed>();
    for (Repository r : repositories) {
      List<String> names =
          r.files().list(DIRECTORY).stream().filter(n -> !n.endsWith("/")).toList();
      for (String name : PackageUpdates.ordered(names, eapi(r))) {
        String path = DIRECTORY + "/" + name;
        r.files().read(path).ifPresent(bytes -> lines(r.name() + ":" + path, bytes, all));
      }
    }
    return new TreeUpdates(all);
  }

  /// Whether a repository has the directory.
  public static boolean existIn(Repository repository) throws IOException {
    return !repository.files().list(DIRECTORY).isEmpty();
  }

  /// The updates of one repository, in the order in which they apply.
  public static List<Update> of(Repository repository) throws IOException {
    return read(List.of(repository)).updates.stream().map(Placed::update).toList();
  }

  private static void lines(String file, byte[] bytes, List<Placed> sink) {
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      number++;
      if (PackageUpdates.tryParseLine(line) instanceof Parsed.Ok<Update>(var update)) {
        sink.add(new Placed(update, file + ":" + number));
      }
    }
  }

  private static Eapi eapi(Repository repository) throws IOException {
    return repository
        .files()
        .read("profiles/eapi")
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .flatMap(Eapi::of)
        .orElse(Eapi.EAPI_0);
  }

  /// A move that has led to a package's present name, from one of its earlier names.
  ///
  /// @param place where the move is: `gentoo:profiles/updates/1Q-2024:12`
  public record Earlier(PackageName name, String place) {}

  /// The names that a package had, the latest first.
  public List<Earlier> earlierNames(PackageName present) {
    var names = new LinkedHashMap<PackageName, Earlier>();
    for (Placed placed : updates.reversed()) {
      if (placed.update() instanceof PackageUpdates.Move(var from, var to)
          && (to.equals(present) || names.containsKey(to))
          && !from.equals(present)) {
        names.putIfAbsent(from, new Earlier(from, placed.place()));
      }
    }
    return List.copyOf(names.values());
  }

  /// The atom as it is written now; empty when nothing has moved it.
  public Optional<Updated> apply(Atom atom) {
    Atom current = atom;
    String place = "";
    for (Placed placed : updates) {
      Atom next = new PackageUpdates(List.of(placed.update())).apply(current);
      if (!next.equals(current)) {
        current = next;
        place = placed.place();
      }
    }
    return current.equals(atom) ? Optional.empty() : Optional.of(new Updated(current, place));
  }
}
