package dev.envc.tree.profile;

import dev.envc.pms.Atom;
import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.pms.Eapi;
import dev.envc.pms.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A tree as Portage's tests write it, with the defaults their harness adds.
final class Playground {
  static final String PROFILE = "default/linux/x86/test_profile";

  /// An ebuild of the playground.
  record Ebuild(String id, Cpv cpv, String repository, JsonNode metadata) implements PackageInfo {
    @Override
    public Slot slot() {
      return Slot.parse(text("SLOT", "0"));
    }

    @Override
    public Eapi eapi() {
      return Eapi.of(text("EAPI", "0")).orElse(Eapi.LATEST);
    }

    @Override
    public List<String> iuse() {
      return ProfileWords.of(text("IUSE", ""));
    }

    @Override
    public List<String> keywords() {
      return ProfileWords.of(text("KEYWORDS", "x86"));
    }

    @Override
    public String license() {
      return text("LICENSE", "");
    }

    @Override
    public String properties() {
      return text("PROPERTIES", "");
    }

    @Override
    public String restrict() {
      return text("RESTRICT", "");
    }

    @Override
    public Optional<String> problem() {
      return Eapi.of(text("EAPI", "0")).isPresent()
          ? Optional.empty()
          : Optional.of("EAPI " + text("EAPI", "0"));
    }

    private String text(String key, String missing) {
      JsonNode value = metadata.get(key);
      return value == null ? missing : value.asString();
    }
  }

  /// Whether packages know their repository: entries of package.use keep the one they name, and the
  /// masked and forced flags of the repository count.
  enum Repositories {
    KEPT,
    DROPPED
  }

  private static final Pattern RESTRICTIONS =
      Pattern.compile("profiles/(package\\.)?use\\.(stable\\.)?(mask|force)");

  private final JsonNode input;
  private final List<Ebuild> ebuilds = new ArrayList<>();

  Playground(JsonNode input) {
    this.input = input;
    JsonNode list = input.get("ebuilds");
    if (list != null) {
      for (Map.Entry<String, JsonNode> entry : list.properties()) {
        Atom atom = atom("=" + entry.getKey());
        String repository = atom.repository() == null ? "test_repo" : atom.repository();
        Cpv cpv = new Cpv(atom.name(), Objects.requireNonNull(atom.version()));
        String id = cpv + "::" + repository;
        ebuilds.add(new Ebuild(id, cpv, repository, entry.getValue()));
      }
    }
  }

  /// Portage takes a second number for the identifier of a build.
  private static Atom atom(String text) {
    return AtomPattern.tryParseBuild(text).toOptional().orElse(null)
            instanceof AtomPattern.Build(var atom, _)
        ? atom
        : Atom.parse(text);
  }

  List<Ebuild> ebuilds() {
    return ebuilds;
  }

  EffectiveConfig config(Repositories known) throws IOException {
    var names = new TreeSet<String>();
    ebuilds.forEach(ebuild -> names.add(ebuild.repository()));
    JsonNode configs = input.get("repo_configs");
    if (configs != null) {
      configs.propertyNames().forEach(names::add);
    }
    names.remove("test_repo");
    var repositories = new ArrayList<ProfileRepository>();
    repositories.add(repository("test_repo", configs, known));
    for (String name : names) {
      repositories.add(repository(name, configs, known));
    }
    Map<String, String> files = userFiles();
    if (known == Repositories.DROPPED) {
      files.computeIfPresent("package.use", (_, text) -> text.replaceAll("::\\S+", ""));
    }
    UserConfig user = PortageConfig.read(files, new ArrayList<>());
    return EffectiveConfigReader.read(repositories, "test_repo", PROFILE, user);
  }

  private ProfileRepository repository(String name, JsonNode configs, Repositories known)
      throws IOException {
    var files = new TreeMap<String, String>();
    files.put("profiles/license_groups", "EULA TEST\n");
    files.put("metadata/layout.conf", "masters =\n");
    JsonNode config = configs == null ? null : configs.get(name);
    if (config != null) {
      for (Map.Entry<String, JsonNode> file : config.properties()) {
        String text = lines(file.getValue());
        if (file.getKey().equals("layout.conf")) {
          boolean masters = text.contains("masters =") || text.contains("# use implicit masters");
          files.put("metadata/layout.conf", masters ? text : text + "masters =\n");
        } else {
          files.put("profiles/" + file.getKey(), text);
        }
      }
    }
    if (name.equals("test_repo")) {
      profile(files);
    }
    edits("var/repositories/" + name + "/", files);
    if (known == Repositories.DROPPED) {
      files.keySet().removeIf(path -> RESTRICTIONS.matcher(path).matches());
    }
    return ProfileRepository.read(
        name, new MapFiles(files), name.equals("test_repo") ? List.of() : List.of("test_repo"));
  }

  private void edits(String prefix, Map<String, String> files) {
    JsonNode edits = input.get("edits");
    if (edits != null) {
      for (Map.Entry<String, JsonNode> edit : edits.properties()) {
        if (edit.getKey().startsWith(prefix)) {
          files.put(edit.getKey().substring(prefix.length()), edit.getValue().asString());
        }
      }
    }
  }

  private void profile(Map<String, String> files) {
    String directory = "profiles/" + PROFILE + "/";
    files.put(directory + "eapi", "0\n");
    files.put(directory + "make.defaults", "ARCH=\"x86\"\nACCEPT_KEYWORDS=\"x86\"\n");
    files.put(directory + "use.force", "x86\n");
    files.put(directory + "parent", "..\n");
    JsonNode profile = input.get("profile");
    if (profile != null) {
      profile.properties().forEach(f -> files.put(directory + f.getKey(), lines(f.getValue())));
    }
  }

  private Map<String, String> userFiles() {
    var files = new HashMap<String, String>();
    files.put("make.conf", "ACCEPT_KEYWORDS=\"x86\"\n");
    JsonNode config = input.get("user_config");
    if (config != null) {
      config
          .properties()
          .forEach(file -> files.merge(file.getKey(), lines(file.getValue()), (a, b) -> a + b));
    }
    return new LinkedHashMap<>(files);
  }

  private static String lines(JsonNode list) {
    if (list.isString()) {
      return list.asString() + "\n";
    }
    var text = new StringBuilder();
    list.forEach(line -> text.append(line.asString()).append('\n'));
    return text.toString();
  }
}
