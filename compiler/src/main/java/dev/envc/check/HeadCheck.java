package dev.envc.check;

import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;

/// What the manifest itself must have, as opposed to what it builds on.
public final class HeadCheck {
  private HeadCheck() {}

  public static void check(Document root, Diagnostics diagnostics) {
    require(root, "envc", "A manifest says which version of the language it is in.", diagnostics)
        .hinted("Add `envc: 1`.", "Add `envc 1`.");
    require(root, "name", "A manifest has a name.", diagnostics)
        .hinted("Add `name: …`.", "Write `environment NAME { … }`.");
  }

  private static Hint require(
      Document root, String field, String message, Diagnostics diagnostics) {
    return (yaml, envc) -> {
      if (root.root().get(field).isEmpty()) {
        diagnostics.add(
            Diagnostic.error(
                    ManifestCode.MISSING_FIELD, TreeRules.head(root.root().span()), message)
                .hint(yaml, envc));
      }
    };
  }

  private interface Hint {
    void hinted(String yaml, String envc);
  }
}
