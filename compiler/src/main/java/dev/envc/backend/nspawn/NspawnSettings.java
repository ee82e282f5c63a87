package dev.envc.backend.nspawn;

import dev.envc.backend.BackendSetting;
import dev.envc.backend.Settings;
import dev.envc.backend.archive.Codec;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.model.Environment;
import dev.envc.rootfs.FileTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The settings of the nspawn backend, read and checked, and the `.nspawn` file they make.
record NspawnSettings(
    NspawnForm form,
    SequencedMap<String, String> extension,
    Codec codec,
    int level,
    Optional<Boolean> boot,
    List<String> command,
    SequencedMap<String, String> environment,
    Optional<String> user,
    Optional<String> workdir,
    Optional<String> hostname,
    List<String> capabilities,
    List<String> binds,
    List<String> readOnlyBinds,
    boolean readOnly,
    boolean privateNetwork,
    List<String> ports) {

  static final List<BackendSetting> DESCRIPTIONS =
      List.of(
          new BackendSetting(
              "form",
              "tar, erofs, squashfs, sysext or portable",
              "tar",
              "the latter: read-only images, for systemd-nspawn -i, systemd-sysext, portablectl"),
          new BackendSetting(
              "extension", "map", "ID: _any", "what host a sysext fits, as in os-release"),
          new BackendSetting(
              "compression", "xz, gzip, zstd or none", "xz", "of the tar; zstd wants systemd 254"),
          new BackendSetting("level", "number", "of the codec", "how hard to compress"),
          new BackendSetting(
              "boot", "true or false", "true when there is an init", "start the init system"),
          new BackendSetting("command", "list of text", "none", "what is run instead"),
          new BackendSetting("env", "map", "none", "environment variables"),
          new BackendSetting("user", "text", "root", "who runs the command"),
          new BackendSetting("workdir", "absolute path", "/", "its working directory"),
          new BackendSetting("capabilities", "list of CAP_…", "none", "capabilities to keep"),
          new BackendSetting("bind", "list of paths", "none", "host paths to bind, as with --bind"),
          new BackendSetting("bind-read-only", "list of paths", "none", "the same, read-only"),
          new BackendSetting("read-only", "true or false", "false", "mount the root read-only"),
          new BackendSetting(
              "private-network", "true or false", "false", "a network of its own (veth)"),
          new BackendSetting("ports", "list of ports", "none", "as with --port"));

  private static final SequencedMap<String, String> ANY_HOST =
      new LinkedHashMap<>(Map.of("ID", "_any"));

  static NspawnSettings of(Environment environment, List<Diagnostic> problems) {
    Settings s = Settings.of(environment, "nspawn", DESCRIPTIONS);
    Codec codec = Codec.of(s.choice("compression", "xz", Codec.words())).orElseThrow();
    var settings =
        new NspawnSettings(
            NspawnForm.of(s.choice("form", "tar", NspawnForm.words())).orElseThrow(),
            s.has("extension") ? s.map("extension") : ANY_HOST,
            codec,
            (int) s.integer("level", codec.defaultLevel(), codec.leastLevel(), codec.mostLevel()),
            s.has("boot") ? Optional.of(s.flag("boot", true)) : Optional.empty(),
            s.texts("command"),
            s.map("env"),
            s.text("user"),
            s.text("workdir"),
            environment.system().hostname(),
            s.texts("capabilities"),
            s.texts("bind"),
            s.texts("bind-read-only"),
            s.flag("read-only", false),
            s.flag("private-network", false),
            s.texts("ports"));
    if (settings.workdir().filter(w -> !w.startsWith("/")).isPresent()) {
      s.problem("workdir", "The working directory is an absolute path.");
    }
    for (String capability : settings.capabilities()) {
      if (!capability.matches("CAP_[A-Z_]+|all")) {
        s.problem("capabilities", "`" + capability + "` is no capability like CAP_NET_ADMIN.");
      }
    }
    if (settings.boot().orElse(false) && !settings.command().isEmpty()) {
      s.problem("command", "With `boot` the init system is run, and no command.");
    }
    settings
        .extension()
        .forEach(
            (k, v) -> {
              if (!k.matches("[A-Z][A-Z0-9_]*") || !v.matches("[A-Za-z0-9._-]+")) {
                s.problem("extension", "`" + k + "=" + v + "` is no line of an os-release file.");
              }
            });
    problems.addAll(s.problems());
    return settings;
  }

  /// The file, for a root: it boots when nothing else is said and there is an init system.
  String file(FileTree tree) {
    var exec = new Section("Exec");
    exec.add("Boot", boot.orElse(command.isEmpty() && hasInit(tree)) ? "yes" : "no");
    if (!command.isEmpty()) {
      exec.add("Parameters", String.join(" ", command.stream().map(Section::quoted).toList()));
    }
    environment.forEach((k, v) -> exec.add("Environment", Section.quoted(k + "=" + v)));
    user.ifPresent(u -> exec.add("User", u));
    workdir.ifPresent(w -> exec.add("WorkingDirectory", w));
    hostname.ifPresent(h -> exec.add("Hostname", h));
    if (!capabilities.isEmpty()) {
      exec.add("Capability", String.join(" ", capabilities));
    }
    var files = new Section("Files");
    if (readOnly || form != NspawnForm.TAR) {
      files.add("ReadOnly", "yes");
    }
    binds.forEach(b -> files.add("Bind", b));
    readOnlyBinds.forEach(b -> files.add("BindReadOnly", b));
    var network = new Section("Network");
    network.add("VirtualEthernet", privateNetwork ? "yes" : "no");
    ports.forEach(p -> network.add("Port", p));
    return exec.text() + files.text() + network.text();
  }

  private static boolean hasInit(FileTree tree) {
    return List.of("sbin/init", "usr/sbin/init", "lib/systemd/systemd", "usr/lib/systemd/systemd")
        .stream()
        .anyMatch(p -> tree.find(p).isPresent());
  }
}
