package dev.envc.cli;

import dev.envc.driver.BackendInfo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// `envc backends`
final class BackendsCommand extends ManifestCommand {
  @Override
  public Integer call() throws IOException {
    return run(
        compiler -> compiler.backends(),
        all -> Json.object("backends", all.stream().map(BackendsCommand::json).toList()),
        BackendsCommand::print);
  }

  BackendsCommand(EnvcCommand root) {
    super(root, "backends", "Lists the backends, with the settings of each under `outputs`.");
  }

  private static void print(List<BackendInfo> all, Console console) {
    for (BackendInfo b : all) {
      console
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-10s %s%s",
                  b.name(),
                  b.description(),
                  b.origin().equals("envc") ? "" : " (" + b.origin() + ")"));
      for (BackendInfo.Setting s : b.settings()) {
        console
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "             %-18s %s; default %s. %s",
                    s.key(),
                    s.type(),
                    s.defaultValue().isEmpty() ? "none" : s.defaultValue(),
                    s.description()));
      }
    }
  }

  private static Object json(BackendInfo b) {
    return Json.object(
        "name",
        b.name(),
        "description",
        b.description(),
        "origin",
        b.origin(),
        "settings",
        b.settings().stream()
            .map(
                s ->
                    Json.object(
                        "key",
                        s.key(),
                        "type",
                        s.type(),
                        "default",
                        s.defaultValue(),
                        "description",
                        s.description()))
            .toList());
  }
}
