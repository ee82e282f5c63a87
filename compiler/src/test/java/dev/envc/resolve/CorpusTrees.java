package dev.envc.resolve;

import dev.envc.Corpus;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.pms.Atom;
import dev.envc.tree.Repository;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.load.TreeStore;
import dev.envc.tree.metadata.NoBash;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.EffectiveConfigReader;
import dev.envc.tree.profile.PortageConfig;
import dev.envc.tree.profile.ProfileContents;
import dev.envc.tree.profile.ProfileRepository;
import dev.envc.tree.profile.UserConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import tools.jackson.databind.JsonNode;

/// The real trees of the corpus, unpacked below a folder, and the requests made of them.
final class CorpusTrees {
  private final Path folder;
  private final Map<String, Trees> open = new HashMap<>();
  private final Map<String, EffectiveConfig> configs = new HashMap<>();

  CorpusTrees(Path folder) {
    this.folder = folder;
  }

  /// The universe of a case.
  TreeUniverse universe(JsonNode one) throws IOException, UserErrorException {
    String tree = one.get("tree").asString();
    Trees trees = trees(tree, directories(tree, strings(one.get("repos"))));
    var files = files(one);
    String key = tree + one.get("profile") + one.get("repos") + files;
    EffectiveConfig config = configs.get(key);
    if (config == null) {
      config = config(trees, one.get("profile").asString(), files);
      configs.put(key, config);
    }
    return new TreeUniverse(trees, config);
  }

  /// The wishes of a case: sets expanded, names without category found in the trees.
  List<Wish> wishes(JsonNode one, TreeUniverse universe) throws IOException, UserErrorException {
    String tree = one.get("tree").asString();
    Trees trees = trees(tree, directories(tree, strings(one.get("repos"))));
    var wishes = new ArrayList<Wish>();
    for (String text : strings(one.get("request"))) {
      if (text.equals("@system")) {
        wishes.addAll(universe.system());
      } else if (text.contains("/")) {
        wishes.add(Wish.of(Atom.parse(text)));
      } else {
        var found = trees.packagesNamed(text);
        wishes.add(Wish.of(Atom.parse(found.isEmpty() ? "null/" + text : found.getFirst() + "")));
      }
    }
    return wishes;
  }

  private static Map<String, String> files(JsonNode one) {
    var files = new TreeMap<String, String>();
    for (String name : List.of("use", "mask", "unmask", "accept_keywords", "license")) {
      files.put("package." + name, lines(one.get("package_" + name)));
    }
    files.put("profile/package.provided", lines(one.get("package_provided")));
    var makeConf = new StringBuilder();
    for (Map.Entry<String, JsonNode> entry : one.get("make_conf").properties()) {
      makeConf.append(entry.getKey()).append("=\"").append(entry.getValue().asString());
      makeConf.append("\"\n");
    }
    if (one.get("env_use").isString()) {
      makeConf.append("USE=\"").append(one.get("env_use").asString()).append("\"\n");
    }
    files.put("make.conf", makeConf.toString());
    return files;
  }

  /// The packages of a case under some settings.
  record Configured(Trees trees, EffectiveConfig config, TreeUniverse universe) {}

  /// A case under each of some settings of its user, given as files.
  List<Configured> configured(JsonNode one, List<Map<String, String>> settings)
      throws IOException, UserErrorException {
    String tree = one.get("tree").asString();
    Trees trees = trees(tree, directories(tree, strings(one.get("repos"))));
    ProfileContents contents = contents(trees, one.get("profile").asString());
    var all = new ArrayList<Configured>();
    for (Map<String, String> files : settings) {
      UserConfig user = PortageConfig.read(files, new ArrayList<>());
      EffectiveConfig config = EffectiveConfigReader.read(contents, user);
      all.add(new Configured(trees, config, new TreeUniverse(trees, config)));
    }
    return all;
  }

  private static EffectiveConfig config(Trees trees, String profile, Map<String, String> files)
      throws IOException {
    UserConfig user = PortageConfig.read(files, new ArrayList<>());
    return EffectiveConfigReader.read(contents(trees, profile), user);
  }

  private static ProfileContents contents(Trees trees, String profile) throws IOException {
    var repositories = new ArrayList<ProfileRepository>();
    String holder = "";
    for (Repository repository : trees.repositories()) {
      repositories.add(ProfileRepository.read(repository.name(), repository.files(), List.of()));
      if (!repository.files().list("profiles/" + profile).isEmpty()) {
        holder = repository.name();
      }
    }
    return ProfileContents.read(repositories, holder, profile);
  }

  private List<String> directories(String tree, List<String> repositories) throws IOException {
    var result = new ArrayList<String>();
    for (String name : repositories) {
      result.add(name.equals("coreos") ? "coreos-overlay" : name);
    }
    if (!Files.exists(folder.resolve(tree))) {
      unpack(tree);
    }
    return result;
  }

  private Trees trees(String tree, List<String> names) throws IOException, UserErrorException {
    String key = tree + names;
    Trees trees = open.get(key);
    if (trees == null) {
      var requests = new ArrayList<TreeRequest>();
      for (String name : names) {
        requests.add(TreeRequest.directory(name, folder.resolve(tree).resolve(name)));
      }
      trees = new TreeStore(folder.resolve("cache"), new NoBash()).open(requests);
      open.put(key, trees);
    }
    return trees;
  }

  private void unpack(String tree) throws IOException {
    Path archive = Corpus.path("trees/" + tree + ".tar.xz");
    try (var in = new TarArchiveInputStream(new XZInputStream(Files.newInputStream(archive)))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(folder));
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(in, target);
        }
      }
    }
  }

  private static String lines(JsonNode list) {
    return String.join("\n", strings(list)) + "\n";
  }

  static List<String> strings(JsonNode list) {
    var result = new ArrayList<String>();
    list.forEach(item -> result.add(item.asString()));
    return result;
  }
}
