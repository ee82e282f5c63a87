package dev.envc.driver;

import dev.envc.Golden;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.frontend.CommitFiles;
import dev.envc.source.FileAccess;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OriginsTest {
  @Test
  void eachLineKnowsWhereItComesFrom() {
    Path folder = Manifests.CONFORMANCE.resolve("input/composition");
    var out = new StringBuilder();
    for (Origins.Shown s :
        Origins.of(
            folder.resolve("main.env.yaml"),
            FileAccess.LOCAL,
            CommitFiles.NONE,
            Map.of(),
            new Diagnostics())) {
      out.append("# ").append(s.arch()).append(' ').append(s.variant()).append('\n');
      for (Origins.Line line : s.lines()) {
        String origin = line.origin().toString().replace(folder + "/", "");
        out.append(String.format(Locale.ROOT, "%-40s # %s\n", line.text(), origin));
      }
    }
    Golden.check(Manifests.CONFORMANCE.resolve("output/composition/origins.txt"), out.toString());
  }
}
