package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.TreeRef;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Trees: each is a git repository at a commit, or a directory.
final class TreeRules implements RuleGroup<List<TreeRef>> {
  private final Leaves leaves;
  private final Diagnostics diagnostics;

  TreeRules(Leaves leaves, Diagnostics diagnostics) {
    this.leaves = leaves;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<ManifestCode> codes() {
    return Set.of(ManifestCode.MISSING_FIELD);
  }

  @Override
  public List<TreeRef> check(View environment) {
    if (!environment.has("trees")) {
      missing(environment.span(), "A manifest names the trees that its packages come from.")
          .hinted(
              "Add `trees: { gentoo: { git: …, commit: … } }`.", "Add `tree gentoo from … at …`.");
    }
    var trees = new ArrayList<TreeRef>();
    for (Mapping.Entry entry : environment.entries("trees")) {
      if (entry.value() instanceof Mapping m) {
        tree(entry.key(), new View(m)).ifPresent(trees::add);
      }
    }
    return trees;
  }

  private Optional<TreeRef> tree(Scalar key, View tree) {
    Optional<String> name = leaves.places.treeName(key);
    Optional<String> subdir =
        tree.has("subdir")
            ? tree.scalar("subdir").flatMap(leaves.places::subdirectory)
            : Optional.of("");
    Optional<TreeRef.Location> location = tree.has("git") ? git(key, tree) : directory(key, tree);
    return name.isEmpty() || location.isEmpty() || subdir.isEmpty()
        ? Optional.empty()
        : Optional.of(new TreeRef(name.get(), location.get(), subdir.get(), key.span()));
  }

  private Optional<TreeRef.Location> git(Scalar key, View tree) {
    if (!tree.has("commit")) {
      missing(key.span(), "A tree in git has a commit.")
          .hinted(
              "Add `commit:` with the full id of the commit this environment is built from.",
              "Add `at` with the full id of the commit this environment is built from.");
    }
    Optional<Scalar> written = tree.scalar("git");
    Optional<String> url = written.flatMap(leaves.places::git);
    Optional<Scalar> commit = tree.scalar("commit");
    Optional<String> id = commit.flatMap(leaves.places::commit);
    return url.isEmpty() || id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TreeRef.Location.Git(
                url.get(), written.get().text(), id.get(), commit.get().span()));
  }

  private Optional<TreeRef.Location> directory(Scalar key, View tree) {
    if (!tree.has("directory")) {
      missing(key.span(), "A tree is in a git repository or in a directory.")
          .hinted(
              "Add `git:` and `commit:`, or `directory:`.",
              "Add `from … at …`, or `in DIRECTORY`.");
    }
    return tree.scalar("directory")
        .flatMap(
            d -> leaves.places.directory(d).map(p -> new TreeRef.Location.Directory(p, d.text())));
  }

  private Missing missing(Span span, String message) {
    return (yaml, envc) ->
        diagnostics.add(
            Diagnostic.error(ManifestCode.MISSING_FIELD, head(span), message).hint(yaml, envc));
  }

  /// The first line of a span: a whole manifest is too long to underline.
  static Span head(Span span) {
    int end = span.file().text().indexOf('\n', span.start());
    return span.file().span(span.start(), end < 0 ? span.end() : Math.min(end, span.end()));
  }

  private interface Missing {
    void hinted(String yaml, String envc);
  }
}
