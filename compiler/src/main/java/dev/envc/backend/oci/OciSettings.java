package dev.envc.backend.oci;

import dev.envc.backend.BackendSetting;
import dev.envc.backend.Settings;
import dev.envc.backend.archive.Codec;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.model.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The settings of the OCI backend, read and checked.
record OciSettings(
    boolean archive,
    Codec codec,
    int level,
    int layers,
    List<String> tags,
    boolean referrers,
    ContainerSettings container,
    SequencedMap<String, String> annotations) {

  /// What runs by default: the `config` of an image (OCI image-spec, config.md).
  record ContainerSettings(
      List<String> entrypoint,
      List<String> command,
      SequencedMap<String, String> environment,
      Optional<String> workdir,
      Optional<String> user,
      List<String> ports,
      List<String> volumes,
      SequencedMap<String, String> labels,
      Optional<String> stopSignal) {}

  static final int MOST_LAYERS = 127;
  private static final int LAYERS = 24;

  static final List<BackendSetting> DESCRIPTIONS =
      List.of(
          new BackendSetting(
              "form", "layout or archive", "layout", "a layout directory, or one tar of it"),
          new BackendSetting("compression", "gzip, zstd or none", "gzip", "of the layers"),
          new BackendSetting("level", "number", "of the codec", "how hard to compress"),
          new BackendSetting(
              "layers", "number from 1 to 127", "24", "how many layers there may be at most"),
          new BackendSetting(
              "tag", "list of text", "latest", "the names of the image in its layout"),
          new BackendSetting(
              "referrers",
              "true or false",
              "true for a layout, false for an archive",
              "whether bills of materials, provenance and signatures are in the layout too"),
          new BackendSetting("entrypoint", "list of text", "none", "the program that is run"),
          new BackendSetting(
              "cmd", "list of text", "none", "its arguments, or the program when there is none"),
          new BackendSetting("env", "map or list of NAME=value", "PATH", "environment variables"),
          new BackendSetting("workdir", "absolute path", "/", "the working directory"),
          new BackendSetting("user", "user[:group]", "root", "who runs it, by name or number"),
          new BackendSetting("ports", "list of port[/protocol]", "none", "ports it listens on"),
          new BackendSetting("volumes", "list of absolute paths", "none", "where its data lies"),
          new BackendSetting("labels", "map", "none", "labels of the image's configuration"),
          new BackendSetting("stop-signal", "text", "SIGTERM", "the signal that ends it"),
          new BackendSetting("annotations", "map", "none", "annotations of manifest and index"));

  /// Reads the settings of an environment; the problems go to `problems`.
  static OciSettings of(Environment environment, List<Diagnostic> problems) {
    Settings s = Settings.of(environment, "oci", DESCRIPTIONS);
    boolean archive = s.choice("form", "layout", List.of("layout", "archive")).equals("archive");
    Codec codec =
        Codec.of(s.choice("compression", "gzip", List.of("gzip", "zstd", "none"))).orElseThrow();
    int level =
        (int) s.integer("level", codec.defaultLevel(), codec.leastLevel(), codec.mostLevel());
    int layers = (int) s.integer("layers", LAYERS, 1, MOST_LAYERS);
    List<String> tags = s.has("tag") ? s.texts("tag") : List.of("latest");
    if (tags.isEmpty() || !tags.stream().allMatch(OciSettings::isTag)) {
      s.problem("tag", "A tag has letters, digits, `_`, `.` and `-`, at most 128.");
    }
    var container =
        new ContainerSettings(
            s.texts("entrypoint"),
            s.texts("cmd"),
            variables(s),
            s.text("workdir"),
            s.text("user"),
            ports(s),
            s.texts("volumes"),
            s.map("labels"),
            s.text("stop-signal"));
    check(s, container);
    var settings =
        new OciSettings(
            archive,
            codec,
            level,
            layers,
            tags.stream().distinct().toList(),
            s.flag("referrers", !archive),
            container,
            s.map("annotations"));
    problems.addAll(s.problems());
    return settings;
  }

  /// Whether a text is the name of a tag (OCI distribution-spec).
  static boolean isTag(String text) {
    return text.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  }

  private static void check(Settings s, ContainerSettings container) {
    if (container.workdir().filter(w -> !w.startsWith("/")).isPresent()) {
      s.problem("workdir", "The working directory is an absolute path.");
    }
    for (String volume : container.volumes()) {
      if (!volume.startsWith("/")) {
        s.problem("volumes", "Volume `" + volume + "` is not an absolute path.");
      }
    }
    if (container.stopSignal().filter(x -> !x.matches("(SIG[A-Z0-9+-]+|[0-9]+)")).isPresent()) {
      s.problem("stop-signal", "A signal is named like SIGTERM, or is a number.");
    }
  }

  private static List<String> ports(Settings s) {
    var ports = new ArrayList<String>();
    for (String port : s.texts("ports")) {
      String[] parts = port.split("/", -1);
      boolean good =
          parts.length <= 2
              && parts[0].matches("[0-9]{1,5}")
              && Integer.parseInt(parts[0]) <= 65535
              && (parts.length == 1 || List.of("tcp", "udp", "sctp").contains(parts[1]));
      if (good) {
        ports.add(parts.length == 1 ? port + "/tcp" : port);
      } else {
        s.problem("ports", "`" + port + "` is no port: it is a number, or like 53/udp.");
      }
    }
    return ports;
  }

  /// Variables from a map, or from a list of `NAME=value`; PATH as Gentoo has it when not given.
  private static SequencedMap<String, String> variables(Settings s) {
    Map<String, String> given = new LinkedHashMap<>();
    List<String> list = s.has("env") && !s.isMap("env") ? s.texts("env") : List.of();
    for (String variable : list) {
      int equals = variable.indexOf('=');
      if (equals < 1) {
        s.problem("env", "`" + variable + "` is not NAME=value.");
      } else {
        given.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    if (s.isMap("env")) {
      given.putAll(s.map("env"));
    }
    var variables = new LinkedHashMap<String, String>();
    variables.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    variables.putAll(given);
    return variables;
  }
}
