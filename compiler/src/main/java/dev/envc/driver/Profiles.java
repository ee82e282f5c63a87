package dev.envc.driver;

import dev.envc.model.Environment;
import dev.envc.resolve.TreeUniverse;
import dev.envc.tree.Repository;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.EffectiveConfigReader;
import dev.envc.tree.profile.ProfileContents;
import dev.envc.tree.profile.ProfileRepository;
import dev.envc.tree.profile.UserConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The profiles of a run, each read once for all environments that have it in the same trees.
final class Profiles {
  private final Map<Key, Profile> known = new HashMap<>();

  private record Key(String profile, List<TreeRequest> trees) {}

  /// A profile in its trees.
  ///
  /// @param plain the trees under it without anybody's settings
  /// @param others the trees under it with settings, of which others only differ
  private record Profile(ProfileContents contents, TreeUniverse plain, List<TreeUniverse> others) {}

  /// What a profile and settings mean together.
  EffectiveConfig config(Environment environment, Trees trees, UserConfig user) throws IOException {
    return EffectiveConfigReader.read(profile(environment, trees).contents(), user);
  }

  /// The trees of an environment under a configuration of its profile.
  TreeUniverse universe(Environment environment, Trees trees, EffectiveConfig config)
      throws IOException {
    Profile profile = profile(environment, trees);
    for (TreeUniverse other : profile.others()) {
      Optional<TreeUniverse> universe = other.under(config);
      if (universe.isPresent()) {
        return universe.get();
      }
    }
    TreeUniverse universe =
        profile.plain().under(config).orElseGet(() -> new TreeUniverse(trees, config));
    profile.others().add(universe);
    return universe;
  }

  TreeUniverse plain(Environment environment, Trees trees) throws IOException {
    return profile(environment, trees).plain();
  }

  /// The repository of an environment's profile.
  static Repository repository(Environment environment, Trees trees) {
    return trees
        .named(environment.profile().tree())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the tree of the profile is not open: " + environment.profile()));
  }

  private Profile profile(Environment environment, Trees trees) throws IOException {
    var key = new Key(environment.profile().toString(), TreeRequests.unplaced(environment));
    Profile profile = known.get(key);
    if (profile == null) {
      ProfileContents contents = read(environment, trees);
      EffectiveConfig alone = EffectiveConfigReader.read(contents, UserConfig.EMPTY);
      profile = new Profile(contents, new TreeUniverse(trees, alone), new ArrayList<>());
      known.put(key, profile);
    }
    return profile;
  }

  private static ProfileContents read(Environment environment, Trees trees) throws IOException {
    var repositories = new ArrayList<ProfileRepository>();
    for (Repository r : trees.repositories()) {
      repositories.add(
          ProfileRepository.read(
              r.name(), r.files(), r.masters().stream().map(Repository::name).toList()));
    }
    return ProfileContents.read(
        repositories, repository(environment, trees).name(), environment.profile().path());
  }
}
