package dev.envc.check;

import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.ProfileRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The profile: there is one, in a tree of the manifest.
final class ProfileRules implements RuleGroup<Optional<ProfileRef>> {
  private final Leaves leaves;
  private final Diagnostics diagnostics;

  ProfileRules(Leaves leaves, Diagnostics diagnostics) {
    this.leaves = leaves;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<ManifestCode> codes() {
    return Set.of(ManifestCode.MISSING_FIELD, ManifestCode.UNKNOWN_TREE);
  }

  @Override
  public Optional<ProfileRef> check(View environment) {
    if (!environment.has("profile")) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.MISSING_FIELD,
                  TreeRules.head(environment.span()),
                  "A manifest names a profile.")
              .hint(
                  "Add `profile: tree:path`, for example `gentoo:default/linux/amd64/23.0`.",
                  "Add `profile tree:path`, for example `gentoo:default/linux/amd64/23.0`."));
    }
    Optional<Scalar> written = environment.scalar("profile");
    Optional<String> text = written.flatMap(leaves.places::profile);
    return text.map(t -> resolved(environment, written.get(), t));
  }

  private ProfileRef resolved(View environment, Scalar written, String text) {
    int colon = text.indexOf(':');
    String tree = text.substring(0, colon);
    List<String> trees = environment.entries("trees").stream().map(e -> e.name()).toList();
    if (environment.has("trees") && !trees.contains(tree)) {
      Diagnostic d =
          Diagnostic.error(
                  ManifestCode.UNKNOWN_TREE,
                  written.part(0, colon),
                  "The manifest has no tree `" + tree + "`.")
              .hint("Its trees are: " + String.join(", ", trees) + ".");
      diagnostics.add(Suggestions.apply(d, tree, trees));
    }
    return new ProfileRef(tree, text.substring(colon + 1), written.span());
  }
}
