package dev.envc.editor;

import dev.envc.model.Manifest;
import dev.envc.pms.Atom;
import dev.envc.pms.PackageName;
import dev.envc.pms.Parsed;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.IuseFlag;
import dev.envc.tree.TreeWords;
import dev.envc.tree.Trees;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the trees of a manifest hold.
final class TreeFacts {
  private final Trees trees;
  private final Manifest manifest;

  TreeFacts(Trees trees, Manifest manifest) {
    this.trees = trees;
    this.manifest = manifest;
  }

  Trees trees() {
    return trees;
  }

  /// The keywords of the manifest's architectures.
  SortedSet<String> arches() {
    var arches = new TreeSet<String>();
    manifest.environments().forEach(e -> arches.add(e.arch().keyword()));
    return arches;
  }

  /// The packages whose `category/name`, or whose name alone, starts with a text.
  List<PackageName> packages(String start) {
    return trees.packages().stream()
        .filter(p -> p.toString().startsWith(start) || p.name().startsWith(start))
        .toList();
  }

  /// The package an atom is about, as far as it is written; empty when the trees have none such.
  Optional<PackageName> named(String atom) {
    return switch (Atom.tryParse(atom.replaceFirst("\\[.*", ""))) {
      case Parsed.Ok<Atom>(Atom parsed) ->
          trees.versions(parsed.name()).isEmpty() ? Optional.empty() : Optional.of(parsed.name());
      case Parsed.Bad<Atom> _ -> Optional.empty();
    };
  }

  /// The versions, highest first.
  List<EbuildMetadata> versions(PackageName name) {
    return trees.versions(name).reversed();
  }

  /// The flags that some version of a package has, sorted.
  SortedSet<String> flags(PackageName name) {
    var flags = new TreeSet<String>();
    trees.versions(name).forEach(e -> e.iuse().stream().map(IuseFlag::name).forEach(flags::add));
    return flags;
  }

  /// The profiles for the manifest's architectures, as manifests write them, with their state:
  /// `stable`, `dev` or `exp`.
  List<Profile> profiles() throws IOException {
    return words().profiles(arches()).stream()
        .map(
            p ->
                new Profile(
                    p.repository().pin().treeName() + ":" + p.path(), p.arch() + " " + p.state()))
        .toList();
  }

  /// A profile, and what profiles.desc says of it.
  record Profile(String name, String state) {}

  /// The licenses and groups of licenses of the trees.
  SortedSet<String> licenses() throws IOException {
    return words().licenses();
  }

  private TreeWords words() {
    return new TreeWords(trees.repositories());
  }
}
