package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.SystemConfig.Service;
import dev.envc.store.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Enables and disables services for the init systems that the root has: a link in
/// /etc/runlevels/LEVEL for OpenRC; for systemd the links that `systemctl enable` makes from the
/// unit's `[Install]` section, and a preset, because systemd applies presets when it boots a root
/// without machine id for the first time.
final class Services {
  private static final List<String> UNIT_DIRECTORIES =
      List.of("etc/systemd/system", "usr/lib/systemd/system", "lib/systemd/system");
  private static final String PRESETS = "etc/systemd/system-preset/00-envc.preset";

  private final WorkRoot root;
  private final GeneratedFiles files;
  private final AssemblyLog log;

  Services(WorkRoot root, GeneratedFiles files, AssemblyLog log) {
    this.root = root;
    this.files = files;
    this.log = log;
  }

  void apply(List<Service> services) throws IOException {
    var presets = new StringBuilder();
    for (Service service : services) {
      boolean openrc = openrc(service);
      Optional<String> unit = unit(service.name());
      if (unit.isPresent()) {
        systemd(service, unit.get());
        presets.append(service.enabled() ? "enable " : "disable ");
        presets.append(unitName(service.name())).append('\n');
      } else if (!openrc) {
        unknown(service);
      }
    }
    if (!presets.isEmpty()) {
      files.write(PRESETS, presets.toString(), 0644);
    }
  }

  private boolean openrc(Service service) {
    if (root.file("etc/init.d/" + service.name()).isEmpty()) {
      return false;
    }
    if (service.enabled()) {
      String runlevel = service.runlevel().isEmpty() ? "default" : service.runlevel();
      String link = "etc/runlevels/" + runlevel + "/" + service.name();
      files.symlink(link, "/etc/init.d/" + service.name(), WorkRoot.Owner.ENVC);
    } else {
      for (String runlevel : root.names("etc/runlevels")) {
        root.remove("etc/runlevels/" + runlevel + "/" + service.name());
      }
    }
    return true;
  }

  private void systemd(Service service, String unitPath) throws IOException {
    String unit = unitName(service.name());
    Optional<Content> file = root.file(unitPath);
    if (!service.enabled()) {
      removeLinks(unit);
      return;
    }
    String text = file.isPresent() ? WorkRoot.text(file.get()) : "";
    for (String target : installed(text, "WantedBy")) {
      link(target + ".wants/" + unit, unitPath);
    }
    for (String target : installed(text, "RequiredBy")) {
      link(target + ".requires/" + unit, unitPath);
    }
    for (String alias : installed(text, "Alias")) {
      link(alias, unitPath);
    }
  }

  private void link(String name, String unitPath) {
    files.symlink("etc/systemd/system/" + name, "/" + unitPath, WorkRoot.Owner.ENVC);
  }

  private void removeLinks(String unit) {
    for (String directory : root.names("etc/systemd/system")) {
      if (directory.endsWith(".wants") || directory.endsWith(".requires")) {
        root.remove("etc/systemd/system/" + directory + "/" + unit);
      }
    }
  }

  /// The words of a key in `[Install]`.
  private static List<String> installed(String text, String key) {
    var words = new ArrayList<String>();
    boolean install = false;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("[")) {
        install = line.equals("[Install]");
      } else if (install && line.startsWith(key + "=")) {
        words.addAll(Sysusers.fields(line.substring(key.length() + 1)));
      }
    }
    return words.stream().filter(w -> !w.contains("/") && !w.contains("%")).toList();
  }

  private Optional<String> unit(String name) {
    String unit = unitName(name);
    int at = unit.indexOf('@');
    String template =
        at < 0 ? unit : unit.substring(0, at + 1) + unit.substring(unit.lastIndexOf('.'));
    return UNIT_DIRECTORIES.stream()
        .flatMap(d -> List.of(d + "/" + unit, d + "/" + template).stream())
        .filter(p -> root.file(p).isPresent())
        .findFirst();
  }

  private static String unitName(String name) {
    boolean hasType =
        List.of(".service", ".socket", ".timer", ".target", ".path", ".mount").stream()
            .anyMatch(name::endsWith);
    return hasType ? name : name + ".service";
  }

  private void unknown(Service service) {
    var names = new TreeSet<String>(root.names("etc/init.d"));
    for (String directory : UNIT_DIRECTORIES) {
      root.names(directory).stream()
          .filter(n -> n.endsWith(".service"))
          .forEach(n -> names.add(n.substring(0, n.length() - ".service".length())));
    }
    Diagnostic d =
        Diagnostic.error(
            RootfsCode.SERVICE,
            service.span(),
            "No package of the environment brings service %s.".formatted(service.name()));
    log.problem(Suggestions.apply(d, service.name(), names));
  }
}
