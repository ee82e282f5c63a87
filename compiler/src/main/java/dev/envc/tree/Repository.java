package dev.envc.tree;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageName;
import dev.envc.pms.Parsed;
import dev.envc.pms.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A Gentoo repository at its pin (PMS 4). Immutable towards its users, and safe for use from
/// several threads; what was decoded once is kept.
public final class Repository {
  private final String name;
  private final Pin pin;
  private final RepositoryLayout layout;
  private final List<Repository> masters;
  private final TreeFiles files;
  private final TreeIndex index;
  private final ConcurrentHashMap<PackageName, List<EbuildMetadata>> versions =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Parsed<AllOf<Atom>>> dependencies =
      new ConcurrentHashMap<>();

  /// What the repository was opened from: the manifest's name for the tree, the git commit or
  /// content digest, and the commit's date where there is one.
  public record Pin(String treeName, String revision, Optional<Instant> date) {}

  public Repository(
      String name,
      Pin pin,
      RepositoryLayout layout,
      List<Repository> masters,
      TreeFiles files,
      TreeIndex index) {
    this.name = name;
    this.pin = pin;
    this.layout = layout;
    this.masters = List.copyOf(masters);
    this.files = files;
    this.index = index;
  }

  /// The name in `profiles/repo_name`, which `::name` in an atom means.
  public String name() {
    return name;
  }

  public Pin pin() {
    return pin;
  }

  public RepositoryLayout layout() {
    return layout;
  }

  /// In the order of layout.conf: a later one is preferred.
  public List<Repository> masters() {
    return masters;
  }

  /// The files, `profiles/` and `metadata/` above all; those that commands seldom want are read
  /// from the tree itself, which is opened then.
  public TreeFiles files() {
    return files;
  }

  public TreeIndex index() {
    return index;
  }

  /// All packages that have ebuilds, sorted.
  public List<PackageName> packages() {
    return index.packages();
  }

  /// The ebuilds of a package in ascending order of version, also those that cannot be used; empty
  /// when there are none.
  public List<EbuildMetadata> versions(PackageName name) {
    List<EbuildMetadata> known = versions.get(name);
    return known != null ? known : versions.computeIfAbsent(name, this::decode);
  }

  /// The packages of that name in any category, sorted.
  public List<PackageName> packagesNamed(String packageName) {
    return index.named(packageName);
  }

  Parsed<AllOf<Atom>> dependencies(int ebuild, MetadataKey kind, Eapi eapi) {
    long key = ((long) index.textId(ebuild, kind) << 8) | eapi.toString().charAt(0);
    Parsed<AllOf<Atom>> known = dependencies.get(key);
    if (known == null) {
      known = DepSpec.parseDependencies(index.text(ebuild, kind), eapi);
      dependencies.put(key, known);
    }
    return known;
  }

  private List<EbuildMetadata> decode(PackageName packageName) {
    int first = index.firstEbuild(packageName);
    int count = index.ebuildCount(packageName);
    var ebuilds = new ArrayList<EbuildMetadata>(count);
    for (int i = first; i < first + count; i++) {
      ebuilds.add(
          new EbuildMetadata(this, i, new Cpv(packageName, Version.parse(index.version(i)))));
    }
    return List.copyOf(ebuilds);
  }

  @Override
  public String toString() {
    return name;
  }
}
