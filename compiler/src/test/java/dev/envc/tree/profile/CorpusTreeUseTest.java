package dev.envc.tree.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Corpus;
import dev.envc.Corpus.Tally;
import dev.envc.pms.Cpv;
import dev.envc.pms.Eapi;
import dev.envc.pms.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;
import tools.jackson.databind.JsonNode;

/// The flags of every package that Portage chose on real trees, and that it is visible there.
class CorpusTreeUseTest {
  /// An md5-cache entry.
  private record Cached(Cpv cpv, String repository, Map<String, String> values)
      implements PackageInfo {
    static Cached parse(Cpv cpv, String repository, String text) {
      var values = new HashMap<String, String>();
      for (String line : text.split("\n", -1)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          values.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
      return new Cached(cpv, repository, values);
    }

    private String value(String key) {
      return values.getOrDefault(key, "");
    }

    @Override
    public Slot slot() {
      return Slot.parse(value("SLOT"));
    }

    @Override
    public Eapi eapi() {
      return Eapi.of(values.getOrDefault("EAPI", "0")).orElseThrow();
    }

    @Override
    public List<String> iuse() {
      return ProfileWords.of(value("IUSE"));
    }

    @Override
    public List<String> keywords() {
      return ProfileWords.of(value("KEYWORDS"));
    }

    @Override
    public String license() {
      return value("LICENSE");
    }

    @Override
    public String properties() {
      return value("PROPERTIES");
    }

    @Override
    public String restrict() {
      return value("RESTRICT");
    }

    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }
  }

  /// The files of a tree's repositories.
  private static final class Trees {
    private static final Pattern REPO_NAME = Pattern.compile("(?m)^repo-name *= *(\\S+)");

    private final Map<String, Map<String, String>> files = new TreeMap<>();
    private final List<ProfileRepository> repositories = new ArrayList<>();

    Trees(String name) throws IOException {
      try (InputStream file = Files.newInputStream(Corpus.path("trees/" + name + ".tar.xz"));
          var tar = new TarArchiveInputStream(new XZInputStream(file))) {
        for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
          String[] parts = e.getName().split("/", 3);
          if (parts.length == 3
              && e.isFile()
              && (parts[2].startsWith("profiles/") || parts[2].startsWith("metadata/"))) {
            files
                .computeIfAbsent(parts[1], _ -> new HashMap<>())
                .put(parts[2], new String(tar.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
      for (String folder : List.copyOf(files.keySet())) {
        Map<String, String> repository = Objects.requireNonNull(files.remove(folder));
        Matcher override = REPO_NAME.matcher(repository.getOrDefault("metadata/layout.conf", ""));
        String plain = repository.getOrDefault("profiles/repo_name", folder).strip();
        files.put(override.find() ? override.group(1) : plain, repository);
      }
      for (String repository : files.keySet().stream().sorted(this::mainFirst).toList()) {
        repositories.add(
            ProfileRepository.read(
                repository, new MapFiles(files.getOrDefault(repository, Map.of())), List.of()));
      }
    }

    private int mainFirst(String a, String b) {
      int byRole = Boolean.compare(a.startsWith("coreos"), b.startsWith("coreos"));
      return byRole != 0 ? byRole : a.compareTo(b);
    }

    EffectiveConfig config(JsonNode c) throws IOException {
      String profile = c.get("profile").asString();
      String owner = "";
      for (ProfileRepository repository : repositories) {
        if (!repository.files().list("profiles/" + profile).isEmpty()) {
          owner = repository.name();
        }
      }
      var user = new HashMap<String, String>();
      var makeConf = new StringBuilder();
      for (Map.Entry<String, JsonNode> variable : c.get("make_conf").properties()) {
        makeConf.append(variable.getKey() + "=\"" + variable.getValue().asString() + "\"\n");
      }
      if (!c.get("env_use").isNull()) {
        makeConf.append("USE=\"" + c.get("env_use").asString() + "\"\n");
      }
      user.put("make.conf", makeConf.toString());
      for (String file : List.of("use", "mask", "unmask", "accept_keywords", "license")) {
        user.put("package." + file, String.join("\n", strings(c.get("package_" + file))) + "\n");
      }
      return EffectiveConfigReader.read(
          repositories, owner, profile, PortageConfig.read(user, new ArrayList<>()));
    }

    Cached metadata(JsonNode pkg) {
      String cpv = pkg.get("cpv").asString();
      String repository = pkg.get("repo").asString();
      String text = files.getOrDefault(repository, Map.of()).get("metadata/md5-cache/" + cpv);
      return Cached.parse(Cpv.parse(cpv), repository, Objects.requireNonNull(text));
    }
  }

  @Test
  void treeCases() throws IOException {
    var tally = new Tally("trees/tree-cases.json (USE and visibility of chosen packages)");
    var byTree = new TreeMap<String, List<JsonNode>>();
    for (JsonNode c : Corpus.json("trees/tree-cases.json")) {
      byTree.computeIfAbsent(c.get("tree").asString(), _ -> new ArrayList<>()).add(c);
    }
    for (Map.Entry<String, List<JsonNode>> entry : byTree.entrySet()) {
      var tree = new Trees(entry.getKey());
      var configs = new HashMap<String, EffectiveConfig>();
      for (JsonNode c : entry.getValue()) {
        String key =
            c.get("profile")
                + " "
                + c.get("package_use")
                + c.get("package_mask")
                + c.get("package_unmask")
                + c.get("package_accept_keywords")
                + c.get("package_license")
                + c.get("make_conf")
                + c.get("env_use");
        EffectiveConfig config = configs.get(key);
        if (config == null) {
          config = tree.config(c);
          configs.put(key, config);
        }
        compare(tree, config, c, tally);
      }
    }
    tally.print();
    assertEquals(0, tally.unexplained());
  }

  private static void compare(Trees tree, EffectiveConfig config, JsonNode c, Tally tally) {
    for (JsonNode pkg : c.get("packages")) {
      Cached metadata = tree.metadata(pkg);
      String id = c.get("name").asString() + " " + metadata.cpv();
      List<String> wanted = List.copyOf(new TreeSet<>(strings(pkg.get("use_enabled"))));
      List<String> enabled = List.copyOf(new TreeSet<>(config.use(metadata).enabled()));
      List<MaskReason> masks = config.masks(metadata);
      if (!enabled.equals(wanted)) {
        var more = new TreeSet<>(enabled);
        wanted.forEach(more::remove);
        var less = new TreeSet<>(wanted);
        enabled.forEach(less::remove);
        tally.different(id, "too many " + more + ", missing " + less);
      } else if (!masks.isEmpty()) {
        tally.wrongSuccess(id, masks.toString());
      } else {
        tally.equal();
      }
    }
  }

  private static List<String> strings(JsonNode list) {
    var strings = new ArrayList<String>();
    list.forEach(item -> strings.add(item.asString()));
    return strings;
  }
}
