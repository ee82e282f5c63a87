package dev.envc.driver;

import dev.envc.Golden;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.language.JsonSchema;
import dev.envc.model.Arch;
import dev.envc.source.FileAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OriginsTest {
  @Test
  void eachLineKnowsWhereItComesFrom() {
    Path folder = Golden.RESOURCES.resolve("manifests/composition");
    var out = new StringBuilder();
    for (Origins.Shown s :
        Origins.of(
            folder.resolve("main.env.yaml"), FileAccess.LOCAL, Map.of(), new Diagnostics())) {
      out.append("# ").append(s.arch()).append(' ').append(s.variant()).append('\n');
      for (Origins.Line line : s.lines()) {
        String origin = line.origin().toString().replace(folder + "/", "");
        out.append(String.format(Locale.ROOT, "%-40s # %s\n", line.text(), origin));
      }
    }
    Golden.check(folder.resolve("origins.txt"), out.toString());
  }

  @Test
  void theSchemaIsThatOfTheFieldTable() {
    Golden.check(
        Golden.RESOURCES.resolve("schema/manifest.schema.json"),
        JsonSchema.text(Arch.keywords(), List.of("nspawn", "oci")));
  }
}
