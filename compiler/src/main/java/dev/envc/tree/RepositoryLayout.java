package dev.envc.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a repository says of itself in `profiles/repo_name` and `metadata/layout.conf` (GLEP 82,
/// portage(5)). Keys that envc does not use are kept in `settings`.
///
/// `masters` is empty where layout.conf does not say: the main repository then is the master.
public record RepositoryLayout(
    Optional<String> name, Optional<List<String>> masters, SortedMap<String, String> settings) {
  public RepositoryLayout {
    masters = masters.map(List::copyOf);
    settings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /// Reads both files; empty when the tree has neither.
  public static Optional<RepositoryLayout> read(TreeFiles files) throws IOException {
    Optional<byte[]> layout = files.read("metadata/layout.conf");
    Optional<byte[]> repoName = files.read("profiles/repo_name");
    if (layout.isEmpty() && repoName.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, String> settings = settings(layout.map(RepositoryLayout::text).orElse(""));
    return Optional.of(
        new RepositoryLayout(
            name(settings, repoName.map(RepositoryLayout::text)),
            Optional.ofNullable(settings.get("masters")).map(RepositoryLayout::words),
            settings));
  }

  /// Other names by which this repository's masters and profiles may call it.
  public List<String> aliases() {
    return list("aliases");
  }

  /// `pms`, `portage-1`, `portage-2`, `profile-set`, …: what profiles may contain (portage(5)).
  public List<String> profileFormats() {
    return list("profile-formats");
  }

  /// The formats of the metadata cache, preferred one first.
  public List<String> cacheFormats() {
    return list("cache-formats");
  }

  public List<String> eapisBanned() {
    return list("eapis-banned");
  }

  public List<String> eapisDeprecated() {
    return list("eapis-deprecated");
  }

  public List<String> profileEapisBanned() {
    return list("profile-eapis-banned");
  }

  public boolean thinManifests() {
    return "true".equals(settings.get("thin-manifests"));
  }

  private List<String> list(String key) {
    return words(settings.getOrDefault(key, ""));
  }

  private static Optional<String> name(
      Map<String, String> settings, Optional<String> repoNameFile) {
    String override = settings.get("repo-name");
    return override != null && !override.isEmpty()
        ? Optional.of(override)
        : repoNameFile
            .flatMap(t -> t.lines().findFirst())
            .map(String::strip)
            .filter(n -> !n.isEmpty());
  }

  private static SortedMap<String, String> settings(String text) {
    var settings = new TreeMap<String, String>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.stripLeading().startsWith("#")) {
        settings.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return settings;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+", -1)).filter(w -> !w.isEmpty()).toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
