package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.Binhost;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where binary packages come from.
final class BinhostRules implements RuleGroup<List<Binhost>> {
  private final Leaves leaves;
  private final LocalFiles files;

  BinhostRules(Leaves leaves, LocalFiles files) {
    this.leaves = leaves;
    this.files = files;
  }

  @Override
  public Set<ManifestCode> codes() {
    return Set.of(ManifestCode.FILE_SOURCE);
  }

  @Override
  public List<Binhost> check(View environment) {
    var binhosts = new ArrayList<Binhost>();
    for (Mapping.Entry entry : environment.entries("binhosts")) {
      if (entry.value() instanceof Mapping m) {
        View view = new View(m);
        Optional<Scalar> written = view.scalar("url");
        Optional<URI> uri = written.flatMap(leaves.places::url);
        Optional<String> name = leaves.plain.name(entry.key());
        if (uri.isPresent() && name.isPresent()) {
          binhosts.add(
              new Binhost(
                  name.get(),
                  uri.get(),
                  written.get().text(),
                  view.scalar("keys").flatMap(files::file),
                  entry.key().span()));
        }
      }
    }
    return binhosts;
  }
}
