package dev.envc.cli;

import dev.envc.driver.UseReport;
import java.util.List;
import java.util.Locale;

/// How `envc explain --use` prints.
final class UseReports {
  private UseReports() {}

  static void print(List<UseReport> reports, Console console) {
    for (UseReport r : reports) {
      console.out().println("# " + Environments.label(r.arch(), r.variant()) + ": " + r.version());
      for (UseReport.Flag f : r.flags()) {
        console.out().println(Environments.flag(f.state()));
        if (f.steps().isEmpty()) {
          console.out().println("    off  nothing sets it");
        }
        f.steps()
            .forEach(
                s ->
                    console
                        .out()
                        .println(
                            String.format(
                                Locale.ROOT,
                                "    %-3s  %s: %s",
                                s.enabled() ? "on" : "off",
                                s.by(),
                                s.place())));
      }
    }
  }

  static Object json(List<UseReport> reports) {
    return Json.object("packages", reports.stream().map(UseReports::json).toList());
  }

  private static Object json(UseReport r) {
    return Json.object(
        "arch",
        r.arch(),
        "variant",
        r.variant(),
        "package",
        r.version(),
        "use",
        r.flags().stream().map(UseReports::json).toList());
  }

  private static Object json(UseReport.Flag f) {
    return Json.object(
        "flag",
        Environments.json(f.state()),
        "settings",
        f.steps().stream()
            .map(s -> Json.object("by", s.by(), "enabled", s.enabled(), "place", s.place()))
            .toList());
  }
}
