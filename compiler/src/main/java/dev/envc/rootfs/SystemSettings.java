package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.Environment;
import dev.envc.model.SystemConfig;
import java.util.ArrayList;
import java.util.List;

/// Host name, locale and time zone, where OpenRC and systemd look for them.
final class SystemSettings {
  private static final String UTC = "UTC";
  private static final String ZONES = "usr/share/zoneinfo/";

  private final WorkRoot root;
  private final GeneratedFiles files;
  private final AssemblyLog log;

  SystemSettings(WorkRoot root, GeneratedFiles files, AssemblyLog log) {
    this.root = root;
    this.files = files;
    this.log = log;
  }

  void apply(Environment environment) {
    SystemConfig system = environment.system();
    system.hostname().ifPresent(this::hostname);
    system.timezone().ifPresent(zone -> timezone(zone, environment));
    system.locale().ifPresent(this::locale);
    locales(system);
  }

  private void hostname(String name) {
    files.replace("etc/hostname", name + "\n", 0644);
    if (root.get("etc/init.d/hostname").isPresent()) {
      files.replace("etc/conf.d/hostname", "hostname=\"" + name + "\"\n", 0644);
    }
  }

  private void timezone(String zone, Environment environment) {
    boolean there = !zone.contains("..") && root.file(ZONES + zone).isPresent();
    if (!there && zone.equals(UTC)) {
      return; // what tzset(3) takes without /etc/localtime
    }
    if (!there) {
      Diagnostic unknown =
          Diagnostic.error(
              RootfsCode.TIMEZONE,
              environment.span(),
              "Time zone %s is not in the root.".formatted(zone));
      log.problem(unknown.hint(zoneHint(zone)));
      return;
    }
    files.symlink("etc/localtime", "../" + ZONES + zone, WorkRoot.Owner.ENVC);
    files.replace("etc/timezone", zone + "\n", 0644);
  }

  private String zoneHint(String zone) {
    List<String> zones =
        root.below(ZONES.substring(0, ZONES.length() - 1)).stream()
            .map(p -> p.substring(ZONES.length()))
            .toList();
    if (zones.isEmpty()) {
      return "Add sys-libs/timezone-data to the packages.";
    }
    return Suggestions.question(zone, zones).orElse("Zones are named as in /usr/share/zoneinfo.");
  }

  private void locale(String locale) {
    files.replace("etc/env.d/02locale", "LANG=\"" + locale + "\"\n", 0644);
    files.replace("etc/locale.conf", "LANG=" + locale + "\n", 0644);
  }

  /// The list that locale-gen(8) works through.
  private void locales(SystemConfig system) {
    var wanted = new ArrayList<>(system.locales());
    system.locale().filter(l -> !wanted.contains(l)).ifPresent(wanted::add);
    if (!system.locales().isEmpty()) {
      var text = new StringBuilder();
      wanted.forEach(l -> text.append(l).append(' ').append(charset(l)).append('\n'));
      files.replace("etc/locale.gen", text.toString(), 0644);
    }
  }

  private static String charset(String locale) {
    int dot = locale.indexOf('.');
    String charset = dot < 0 ? "UTF-8" : locale.substring(dot + 1).replaceFirst("@.*", "");
    return charset.equalsIgnoreCase("utf8") ? "UTF-8" : charset;
  }
}
