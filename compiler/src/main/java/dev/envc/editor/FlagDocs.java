package dev.envc.editor;

import dev.envc.pms.PackageName;
import dev.envc.tree.DescFiles;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.Repository;
import dev.envc.tree.Trees;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What USE flags mean: for one package, as its `metadata.xml` or `use.local.desc` says, or in
/// general.
final class FlagDocs {
  private final Trees trees;
  private final SortedMap<String, String> global;
  private final SortedMap<String, String> local = new TreeMap<>();

  private FlagDocs(Trees trees) throws IOException {
    this.trees = trees;
    this.global = DescFiles.global(trees.repositories());
  }

  static FlagDocs general(Trees trees) throws IOException {
    return new FlagDocs(trees);
  }

  /// Of a package in the repository with the highest priority that has it.
  static FlagDocs of(PackageName name, Trees trees) throws IOException {
    var docs = new FlagDocs(trees);
    docs.local.putAll(DescFiles.local(trees.repositories(), name));
    List<EbuildMetadata> versions = trees.versions(name);
    if (!versions.isEmpty()) {
      Repository repository = versions.getLast().repository();
      docs.local.putAll(PackageXml.flags(repository, name));
    }
    return docs;
  }

  /// What a flag means; empty when nobody says it.
  Optional<String> of(String flag) throws IOException {
    String own = local.getOrDefault(flag, "");
    String said = own.isEmpty() ? global.getOrDefault(flag, "") : own;
    return said.isEmpty() ? DescFiles.expanded(trees.repositories(), flag) : Optional.of(said);
  }

  /// The flags that mean the same everywhere, and what.
  SortedMap<String, String> global() {
    return global;
  }
}
