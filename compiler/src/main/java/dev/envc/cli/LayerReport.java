package dev.envc.cli;

import dev.envc.driver.LayerChanges;
import dev.envc.driver.LayerChanges.ArchChanges;
import dev.envc.driver.LayerChanges.NewLayer;
import java.util.List;

/// Says what has to be fetched.
final class LayerReport {
  private LayerReport() {}

  /// One line for each arch; with `each` also one for each layer.
  static void print(LayerChanges changes, boolean each, Console console) {
    for (ArchChanges arch : changes.arches()) {
      console
          .out()
          .println(
              "%s: %d of %d layers to fetch, %d of %d bytes"
                  .formatted(
                      arch.arch(),
                      arch.fetched().size(),
                      arch.layers(),
                      arch.fetchedBytes(),
                      arch.bytes()));
      if (each) {
        for (NewLayer layer : arch.fetched()) {
          console
              .out()
              .println("  " + layer.digest() + "  " + layer.size() + " bytes  " + layer.comment());
        }
      }
    }
  }

  static List<Object> json(LayerChanges changes) {
    return changes.arches().stream().map(LayerReport::json).toList();
  }

  private static Object json(ArchChanges arch) {
    return Json.object(
        "arch",
        arch.arch(),
        "layers",
        arch.layers(),
        "bytes",
        arch.bytes(),
        "fetchedBytes",
        arch.fetchedBytes(),
        "fetched",
        arch.fetched().stream()
            .map(l -> Json.object("digest", l.digest(), "size", l.size(), "comment", l.comment()))
            .toList());
  }
}
