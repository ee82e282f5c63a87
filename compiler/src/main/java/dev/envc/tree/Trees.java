package dev.envc.tree;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.pms.PackageName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The repositories of one request, in ascending priority: masters before those that build on them,
/// otherwise in the order they were asked for. `warnings` are what was found that does not stop a
/// compile.
public record Trees(List<Repository> repositories, List<Diagnostic> warnings, Resources resources)
    implements AutoCloseable {
  /// What stays open behind [Repository#files].
  @FunctionalInterface
  public interface Resources {
    void close() throws IOException;
  }

  public Trees {
    repositories = List.copyOf(repositories);
    warnings = List.copyOf(warnings);
  }

  /// Repositories alone, as tests make them.
  public static Trees of(List<Repository> repositories) {
    return new Trees(repositories, List.of(), () -> {});
  }

  /// The repositories that are asked for by these names, and their masters.
  public Trees only(Collection<String> treeNames) {
    var wanted = new LinkedHashSet<Repository>();
    for (Repository r : repositories) {
      if (treeNames.contains(r.pin().treeName())) {
        wanted.addAll(r.masters());
        wanted.add(r);
      }
    }
    return wanted.size() == repositories.size()
        ? this
        : new Trees(repositories.stream().filter(wanted::contains).toList(), warnings, () -> {});
  }

  /// The repository with that name; or else that has it as the manifest's name or as an alias.
  public Optional<Repository> named(String name) {
    return repositories.stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .or(() -> repositories.stream().filter(r -> r.pin().treeName().equals(name)).findFirst())
        .or(
            () ->
                repositories.stream().filter(r -> r.layout().aliases().contains(name)).findFirst());
  }

  /// The ebuilds of a package in all repositories: ascending versions, and of one version the
  /// repository with the higher priority last.
  public List<EbuildMetadata> versions(PackageName name) {
    if (repositories.size() == 1) {
      return repositories.getFirst().versions(name);
    }
    var all = new ArrayList<EbuildMetadata>();
    repositories.forEach(r -> all.addAll(r.versions(name)));
    all.sort((a, b) -> a.cpv().compareTo(b.cpv()));
    return List.copyOf(all);
  }

  /// The packages of that name in any category of any repository, sorted.
  public List<PackageName> packagesNamed(String name) {
    var found = new TreeSet<PackageName>();
    repositories.forEach(r -> found.addAll(r.packagesNamed(name)));
    return List.copyOf(found);
  }

  /// All packages, sorted.
  public SortedSet<PackageName> packages() {
    var all = new TreeSet<PackageName>();
    repositories.forEach(r -> all.addAll(r.packages()));
    return all;
  }

  /// Packages whose names are near a text, `name` or `category/name`: nearest first, at most
  /// `limit`.
  public List<PackageName> similar(String text, int limit) {
    return SimilarNames.of(text, packages(), limit);
  }

  /// The package moves of all repositories.
  public TreeUpdates updates() throws IOException {
    return TreeUpdates.read(repositories);
  }

  @Override
  public void close() throws IOException {
    resources.close();
  }
}
