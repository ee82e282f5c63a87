package dev.envc.tree.profile;

import dev.envc.pms.Eapi;
import dev.envc.tree.profile.ProfileProblem.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows the `parent` files of a profile (PMS 5.2.1): parents first, in their order, each as
/// often as it is named.
final class ProfileLoader {
  /// How many profiles a stack may have; real ones have about thirty.
  private static final int MAX_PROFILES = 2_000;

  /// How deep profiles may inherit.
  private static final int MAX_DEPTH = 200;

  private record Place(ProfileRepository repository, String path) {}

  private final Map<String, ProfileRepository> repositories;
  private final List<ProfileProblem> problems;
  private final List<ProfileNode> nodes = new ArrayList<>();
  private final Deque<String> ancestors = new ArrayDeque<>();
  private final Map<String, String> environment = new HashMap<>();

  private ProfileLoader(
      Map<String, ProfileRepository> repositories, List<ProfileProblem> problems) {
    this.repositories = repositories;
    this.problems = problems;
  }

  /// The stack of a profile, the farthest ancestor first; empty if it does not exist.
  ///
  /// @param path the profile below `profiles`
  static List<ProfileNode> load(
      Map<String, ProfileRepository> repositories,
      String repository,
      String path,
      List<ProfileProblem> problems)
      throws IOException {
    var loader = new ProfileLoader(repositories, problems);
    var origin = new Origin(repository + ":profiles/" + path, 0);
    ProfileRepository start = repositories.get(repository);
    Optional<Place> place =
        start == null ? Optional.empty() : loader.place(start, "profiles", path);
    if (place.isEmpty()) {
      problems.add(new ProfileProblem(Kind.MISSING, "There is no such profile.", origin));
      return List.of();
    }
    loader.visit(place.get(), null, origin);
    return List.copyOf(loader.nodes);
  }

  private void visit(Place place, @Nullable String childRepository, Origin from)
      throws IOException {
    String name = place.repository().name() + ":" + place.path();
    if (ancestors.contains(name)) {
      problem(Kind.CYCLE, "The profile " + name + " is its own ancestor.", from);
      return;
    }
    if (nodes.size() >= MAX_PROFILES || ancestors.size() >= MAX_DEPTH) {
      problem(Kind.CYCLE, "The profile has too many ancestors.", from);
      return;
    }
    Optional<Eapi> eapi = eapi(place);
    if (eapi.isEmpty()) {
      return;
    }
    ancestors.push(name);
    parents(place);
    ancestors.pop();
    if (!place.repository().name().equals(childRepository)) {
      deprecated(place);
    }
    nodes.add(node(place, eapi.get()));
  }

  private void parents(Place place) throws IOException {
    for (ConfigLine line : ConfigFiles.lines(place.repository(), place.path() + "/parent", false)) {
      Optional<Place> parent = parent(place, String.join(" ", line.words()));
      if (parent.isPresent()) {
        visit(parent.get(), place.repository().name(), line.origin());
      } else {
        problem(Kind.MISSING, "There is no profile " + line.first() + ".", line.origin());
      }
    }
  }

  private Optional<Place> parent(Place child, String text) throws IOException {
    int colon = text.indexOf(':');
    if (colon < 0 || !child.repository().allowsParentColon()) {
      return place(child.repository(), child.path(), text);
    }
    ProfileRepository other =
        colon == 0 ? child.repository() : repositories.get(text.substring(0, colon));
    return other == null ? Optional.empty() : place(other, "profiles", text.substring(colon + 1));
  }

  /// The directory `relative` to `base`; empty if it is outside of the repository or not there.
  private Optional<Place> place(ProfileRepository repository, String base, String relative)
      throws IOException {
    var parts = new ArrayList<String>(List.of(base.split("/", -1)));
    for (String part : relative.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String path = String.join("/", parts);
    return relative.startsWith("/") || parts.isEmpty() || repository.files().list(path).isEmpty()
        ? Optional.empty()
        : Optional.of(new Place(repository, path));
  }

  private Optional<Eapi> eapi(Place place) throws IOException {
    String path = place.path() + "/eapi";
    Optional<String> text = ConfigFiles.text(place.repository().files(), path);
    if (text.isEmpty()) {
      return Optional.of(place.repository().defaultEapi());
    }
    String name = text.get().lines().findFirst().orElse("").strip();
    Optional<Eapi> eapi = Eapi.of(name);
    if (eapi.isEmpty()) {
      problem(
          Kind.EAPI,
          "The EAPI " + name + " of this profile is not known.",
          new Origin(place.repository().name() + ":" + path, 1));
    }
    return eapi;
  }

  private void deprecated(Place place) throws IOException {
    String path = place.path() + "/deprecated";
    Optional<String> text = ConfigFiles.text(place.repository().files(), path);
    if (text.isPresent()) {
      String successor = text.get().lines().findFirst().orElse("").strip();
      problem(
          Kind.DEPRECATED,
          successor.isEmpty()
              ? "This profile is deprecated."
              : "This profile is deprecated in favour of " + successor + ".",
          new Origin(place.repository().name() + ":" + path, 1));
    }
  }

  private ProfileNode node(Place place, Eapi eapi) throws IOException {
    // A child's USE="${USE} flag" must not repeat the parents' flags on top of their package.use.
    environment.remove("USE");
    var values =
        ConfigFiles.assignments(
            place.repository(),
            place.path() + "/make.defaults",
            place.repository().allowsDirectories(eapi),
            environment,
            problems);
    return new ProfileNode(
        place.repository(), place.path(), eapi, Collections.unmodifiableMap(values));
  }

  private void problem(Kind kind, String message, Origin origin) {
    problems.add(new ProfileProblem(kind, message, origin));
  }
}
