package dev.envc.backend.oci;

import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.rootfs.FileTree;
import java.util.List;

/// Names that a layer cannot hold: `.wh.` at the start of a name says that a file of a lower layer
/// is gone (OCI image-spec, layer.md).
final class Whiteouts {
  private Whiteouts() {}

  static List<Diagnostic> check(FileTree tree) {
    return tree.entries().stream()
        .filter(e -> e.path().substring(e.path().lastIndexOf('/') + 1).startsWith(".wh."))
        .map(
            e ->
                Diagnostic.error(
                        BackendCode.WHITEOUT_NAME,
                        "/%s of %s cannot be in an OCI layer.".formatted(e.path(), e.owner()))
                    .hint("Mask or rename the file; a name with .wh. marks one as deleted."))
        .toList();
  }
}
