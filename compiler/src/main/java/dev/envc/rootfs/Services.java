package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.SystemConfig.Service;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Enables and disables services for the init systems that the root has: a link in
/// /etc/runlevels/LEVEL for OpenRC; for systemd the links of `systemctl enable`, and a preset,
/// because systemd applies presets when it boots a root without machine id for the first time.
final class Services {
  private static final String PRESETS = "etc/systemd/system-preset/00-envc.preset";

  private final WorkRoot root;
  private final GeneratedFiles files;
  private final AssemblyLog log;
  private final SystemdUnits units;

  Services(WorkRoot root, GeneratedFiles files, AssemblyLog log) {
    this.root = root;
    this.files = files;
    this.log = log;
    this.units = new SystemdUnits(root, files);
  }

  void apply(List<Service> services) throws IOException {
    var presets = new StringBuilder();
    for (Service service : services) {
      boolean openrc = openrc(service);
      Optional<SystemdUnits.Unit> unit = units.find(SystemdUnits.full(service.name()));
      if (unit.isPresent()) {
        if (service.enabled()) {
          units.enable(unit.get());
        } else {
          units.disable(unit.get());
        }
        presets.append(service.enabled() ? "enable " : "disable ");
        presets.append(SystemdUnits.full(service.name())).append('\n');
      } else if (!openrc) {
        absent(service);
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

  private void absent(Service service) {
    Optional<String> mask = units.mask(SystemdUnits.full(service.name()));
    if (mask.isEmpty()) {
      unknown(service);
    } else if (service.enabled()) {
      log.problem(
          Diagnostic.error(
                  RootfsCode.SERVICE,
                  service.span(),
                  "Service %s is masked: /%s is a link to /dev/null."
                      .formatted(service.name(), mask.get()))
              .hint("Take the link away, or do not enable the service."));
    }
  }

  private void unknown(Service service) {
    var names = new TreeSet<String>(root.names("etc/init.d"));
    for (String directory : SystemdUnits.DIRECTORIES) {
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
