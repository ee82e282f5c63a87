package dev.envc.tree.profile;

import dev.envc.pms.Eapi;
import dev.envc.tree.TreeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A repository as profiles see it.
///
/// @param masters the names in the order of layout.conf
/// @param formats `profile-formats` of layout.conf (portage(5)); empty if it does not say
/// @param defaultEapi what a profile directory without `eapi` file has (PMS 5.2.2)
/// @param topLevelEapi the EAPI of the files directly in `profiles`
public record ProfileRepository(
    String name,
    TreeFiles files,
    List<String> masters,
    Set<String> formats,
    Eapi defaultEapi,
    Eapi topLevelEapi) {

  public ProfileRepository {
    masters = List.copyOf(masters);
    formats = Set.copyOf(formats);
  }

  /// Reads `metadata/layout.conf` and `profiles/eapi`.
  ///
  /// @param implicitMasters the masters of a repository whose layout.conf does not name any
  public static ProfileRepository read(String name, TreeFiles files, List<String> implicitMasters)
      throws IOException {
    Map<String, String> layout = layout(text(files, "metadata/layout.conf"));
    String masters = layout.get("masters");
    Set<String> formats = Set.copyOf(ProfileWords.of(layout.getOrDefault("profile-formats", "")));
    String eapi = text(files, "profiles/eapi").strip();
    Eapi topLevel =
        eapi.isEmpty() ? unspecified(formats, layout) : Eapi.of(eapi).orElse(Eapi.EAPI_0);
    return new ProfileRepository(
        name,
        files,
        masters == null ? implicitMasters : ProfileWords.of(masters),
        formats,
        defaultEapi(topLevel, formats, layout),
        topLevel);
  }

  /// This repository with other masters, such as ones that layout.conf calls by an alias.
  ProfileRepository withMasters(List<String> names) {
    return new ProfileRepository(name, files, names, formats, defaultEapi, topLevelEapi);
  }

  private static Eapi defaultEapi(Eapi topLevel, Set<String> formats, Map<String, String> layout) {
    return topLevel.profileEapiDefaultsToTopLevel() ? topLevel : unspecified(formats, layout);
  }

  /// Portage's `profile_eapi_when_unspecified` counts for `profiles` itself too.
  private static Eapi unspecified(Set<String> formats, Map<String, String> layout) {
    return formats.contains("profile-default-eapi")
        ? Eapi.of(layout.getOrDefault("profile_eapi_when_unspecified", "0")).orElse(Eapi.EAPI_0)
        : Eapi.EAPI_0;
  }

  /// Whether files of a profile of that EAPI may be directories (PMS 5.2.5). Repositories that do
  /// not declare a format are taken for Portage's own, as Portage does.
  boolean allowsDirectories(Eapi eapi) {
    return eapi.profileFileDirs()
        || formats.isEmpty()
        || formats.contains("portage-1")
        || formats.contains("portage-2")
        || formats.contains("portage-1-compat");
  }

  /// Whether `parent` may name profiles of other repositories.
  boolean allowsParentColon() {
    return formats.contains("portage-2");
  }

  /// Whether atoms may name a repository.
  boolean allowsRepositoryDeps() {
    return formats.contains("profile-repo-deps");
  }

  private static Map<String, String> layout(String text) {
    var layout = new HashMap<String, String>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.strip().startsWith("#")) {
        layout.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return layout;
  }

  private static String text(TreeFiles files, String path) throws IOException {
    return files.read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }
}
