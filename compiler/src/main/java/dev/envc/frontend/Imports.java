package dev.envc.frontend;

import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a document writes under `extends`.
record Imports(Diagnostics diagnostics) {
  /// One import as it is written: a path or module alone, or a path in a commit.
  record Written(Scalar path, Optional<Scalar> git, Optional<Scalar> commit) {}

  List<Written> of(Document document) {
    var all = new ArrayList<Written>();
    Node value = document.root().get("extends").orElse(null);
    if (value instanceof Sequence list) {
      list.items().forEach(i -> add(i, all));
    } else if (value != null) {
      add(value, all);
    }
    return all;
  }

  private void add(Node node, List<Written> all) {
    switch (node) {
      case Scalar s -> all.add(new Written(s, Optional.empty(), Optional.empty()));
      case Mapping m -> mapping(m).ifPresent(all::add);
      default ->
          diagnostics.add(
              Diagnostic.error(
                      ManifestCode.BAD_IMPORT,
                      node.span(),
                      "What a manifest builds on does not depend on conditions.")
                  .hint("Put what is conditional into a part under `when`."));
    }
  }

  private Optional<Written> mapping(Mapping m) {
    Optional<Scalar> path = scalar(m, "path");
    Optional<Scalar> git = scalar(m, "git");
    Optional<Scalar> commit = scalar(m, "commit");
    if (path.isEmpty()) {
      incomplete(m, "An import says which `path` it means.");
      return Optional.empty();
    }
    if (git.isPresent() != commit.isPresent()) {
      incomplete(
          m,
          git.isPresent()
              ? "An import from git has a `commit`, so that it is the same tomorrow."
              : "An import with a `commit` says which repository, with `git`.");
      return Optional.empty();
    }
    return Optional.of(new Written(path.get(), git, commit));
  }

  private void incomplete(Mapping m, String message) {
    diagnostics.add(
        Diagnostic.error(ManifestCode.BAD_IMPORT, m.span(), message)
            .hint(CommitPaths.example(m.span())));
  }

  private static Optional<Scalar> scalar(Mapping m, String field) {
    return m.get(field).filter(Scalar.class::isInstance).map(Scalar.class::cast);
  }
}
