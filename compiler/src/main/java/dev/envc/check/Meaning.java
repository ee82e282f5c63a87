package dev.envc.check;

import dev.envc.model.Binhost;
import dev.envc.model.Environment;
import dev.envc.model.GentooConfig;
import dev.envc.model.GentooConfig.Keyword;
import dev.envc.model.GentooConfig.License;
import dev.envc.model.Manifest;
import dev.envc.model.PackageRequest;
import dev.envc.model.Permissions;
import dev.envc.model.Policy;
import dev.envc.model.Scripts;
import dev.envc.model.SettingValue;
import dev.envc.model.SystemConfig;
import dev.envc.model.SystemConfig.FileContent;
import dev.envc.model.TreeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The canonical text of what a manifest means (spec/ir.md). It has one line per fact, in an order
/// that does not depend on how the manifest is written; order stays where it has a meaning: trees,
/// binhosts, tokens of keywords and licenses, lists of backends' settings.
public final class Meaning {
  private static final String VERSION = "envc-meaning 1";

  private final List<String> lines = new ArrayList<>();

  private Meaning() {}

  public static String of(List<Environment> environments, List<Manifest.Import> imports) {
    var meaning = new Meaning();
    meaning.lines.add(VERSION);
    for (Manifest.Import i : imports) {
      meaning.line("import", quoted(i.git()), i.commit(), quoted(i.path()), i.sha256());
    }
    environments.forEach(meaning::environment);
    return String.join("\n", meaning.lines) + "\n";
  }

  private void environment(Environment e) {
    line("environment", quoted(e.name()), e.arch().keyword(), quoted(e.variant()));
    line("description", quoted(e.description()));
    e.trees().forEach(this::tree);
    line("profile", quoted(e.profile().toString()));
    config(e.config());
    sorted(e.packages().stream().map(Meaning::request).toList());
    line("system-set", String.valueOf(e.systemSet()));
    line("install-deps", String.valueOf(e.closure().installDependencies()));
    line("build-deps", String.valueOf(e.closure().buildDependencies()));
    scripts(e.scripts());
    for (Binhost b : e.binhosts()) {
      String binhost = "binhost " + quoted(b.name()) + " " + quoted(b.written());
      lines.add(binhost + b.keys().map(k -> " keys " + k.digest()).orElse(""));
    }
    system(e.system());
    e.outputs().forEach((name, map) -> line("output", quoted(name), setting(map)));
    policy(e.policy());
  }

  private void tree(TreeRef tree) {
    switch (tree.location()) {
      case TreeRef.Location.Git g ->
          line(
              "tree",
              quoted(tree.name()),
              "git",
              quoted(g.written()),
              g.commit(),
              quoted(tree.subdir()));
      case TreeRef.Location.Directory d ->
          line(
              "tree", quoted(tree.name()), "directory", quoted(d.written()), quoted(tree.subdir()));
    }
  }

  /// Nothing where it is what it is without the field.
  private void scripts(Scripts scripts) {
    if (scripts.mode() != Scripts.Mode.SKIP) {
      line("scripts", scripts.mode().toString());
    }
    sorted(
        scripts.skip().stream()
            .map(s -> "scripts-skipped " + s.atom() + because(s.because()))
            .toList());
  }

  private void config(GentooConfig c) {
    boolean ordered = c.use().stream().anyMatch(f -> f.name().equals("*"));
    List<String> use = c.use().stream().map(f -> "use " + flag(f)).toList();
    lines.addAll(ordered ? use : use.stream().sorted().toList());
    sorted(
        c.useExpand().stream().map(x -> "use-expand " + x.variable() + flags(x.values())).toList());
    sorted(
        c.packageUse().stream()
            .map(p -> "package-use " + p.atom() + flags(p.flags()) + because(p.because()))
            .toList());
    sorted(
        c.packageKeywords().stream()
            .map(
                p ->
                    "package-keywords "
                        + p.atom()
                        + words(p.keywords().stream().map(Keyword::token).toList())
                        + because(p.because()))
            .toList());
    sorted(
        c.packageLicense().stream()
            .map(
                p ->
                    "package-licenses "
                        + p.atom()
                        + words(p.licenses().stream().map(License::token).toList())
                        + because(p.because()))
            .toList());
    sorted(c.masks().stream().map(m -> "mask " + m.atom() + because(m.because())).toList());
    sorted(c.unmasks().stream().map(m -> "unmask " + m.atom() + because(m.because())).toList());
    c.acceptKeywords().forEach(k -> line("keyword", k.token()));
    c.acceptLicense().forEach(l -> line("license", l.token()));
    c.installMask().forEach(m -> line("install-mask", quoted(m)));
    sorted(c.provided().stream().map(p -> "provided " + p.cpv()).toList());
  }

  private static String request(PackageRequest r) {
    return "package " + r.atom() + because(r.because());
  }

  private void system(SystemConfig s) {
    sorted(s.files().stream().map(Meaning::file).toList());
    sorted(s.users().stream().map(Meaning::user).toList());
    sorted(
        s.groups().stream()
            .map(
                g ->
                    "group "
                        + g.name()
                        + " "
                        + g.gid().map(String::valueOf).orElse("-")
                        + words(g.members().stream().sorted().toList()))
            .toList());
    sorted(
        s.services().stream()
            .map(v -> "service " + v.name() + (v.enabled() ? " on " : " off ") + v.runlevel())
            .toList());
    s.hostname().ifPresent(h -> line("hostname", quoted(h)));
    s.locale().ifPresent(l -> line("locale", quoted(l)));
    s.timezone().ifPresent(t -> line("timezone", quoted(t)));
    sorted(s.locales().stream().map(l -> "generated-locale " + quoted(l)).toList());
  }

  private static String file(SystemConfig.AddedFile f) {
    String content =
        switch (f.content()) {
          case FileContent.Text t -> "text " + quoted(t.text());
          case FileContent.Local l -> "bytes " + l.digest();
          case FileContent.Directory _ -> "directory";
          case FileContent.Symlink l -> "link " + quoted(l.target());
          case FileContent.Device d ->
              "device " + (d.block() ? "b " : "c ") + d.major() + " " + d.minor();
        };
    return String.format(
        Locale.ROOT,
        "file %s %04o %s %s %s",
        quoted(f.path()),
        f.mode(),
        f.owner(),
        f.group(),
        content);
  }

  private static String user(SystemConfig.User u) {
    return String.join(
        " ",
        "user",
        u.name(),
        u.uid().map(String::valueOf).orElse("-"),
        u.group(),
        quoted(String.join(",", u.groups().stream().sorted().toList())),
        quoted(u.home()),
        quoted(u.shell()),
        quoted(u.comment()),
        quoted(u.passwordHash().orElse(""))
            + u.subordinateIds().map(first -> " subids " + first).orElse(""));
  }

  private void policy(Policy p) {
    p.maxTreeAge()
        .ifPresent(
            a ->
                line(
                    "max-tree-age",
                    a.warn().map(Policy.Limit::age).map(String::valueOf).orElse("-"),
                    a.fail().map(Policy.Limit::age).map(String::valueOf).orElse("-")));
    sorted(p.allowedLicenses().stream().map(l -> "allowed-license " + l.token()).toList());
    sorted(p.forbidden().stream().map(f -> "forbid " + f.atom() + because(f.because())).toList());
    p.allowedSetuid()
        .ifPresent(
            s ->
                line(
                    "setuid",
                    s.stream().sorted().map(Meaning::quoted).collect(Collectors.joining(" "))));
    line("require-reasons", String.valueOf(p.requireReasons()));
    permissions(p.permissions());
  }

  private void permissions(Permissions p) {
    p.actions().forEach((check, action) -> line("permission", check.word(), action.word()));
    sorted(
        p.waivers().stream()
            .map(
                w ->
                    "waiver "
                        + quoted(w.subject().toString())
                        + words(w.checks().stream().map(Permissions.Check::word).toList())
                        + because(Optional.of(w.because())))
            .toList());
  }

  private static String setting(SettingValue value) {
    return switch (value) {
      case SettingValue.TextValue t -> quoted(t.text());
      case SettingValue.BooleanValue b -> String.valueOf(b.value());
      case SettingValue.IntegerValue i -> String.valueOf(i.value());
      case SettingValue.ListValue l ->
          l.items().stream().map(Meaning::setting).collect(Collectors.joining(",", "[", "]"));
      case SettingValue.ModuleValue m -> quoted(m.module()) + setting(m.settings());
      case SettingValue.MapValue m ->
          m.entries().entrySet().stream()
              .map(e -> quoted(e.getKey()) + ":" + setting(e.getValue()))
              .sorted()
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  private static String flag(GentooConfig.Flag flag) {
    return (flag.enabled() ? "+" : "-") + flag.name();
  }

  private static String flags(List<GentooConfig.Flag> flags) {
    return words(flags.stream().map(Meaning::flag).toList());
  }

  private static String words(List<String> words) {
    return words.isEmpty() ? "" : " " + String.join(" ", words);
  }

  private static String because(Optional<String> reason) {
    return reason.map(r -> " because " + quoted(r)).orElse("");
  }

  private void sorted(List<String> some) {
    some.stream().sorted().forEach(lines::add);
  }

  private void line(String... words) {
    lines.add(String.join(" ", words));
  }

  /// A text in JSON's form, ASCII only.
  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c < 0x20 || c > 0x7e) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
