package dev.envc.tree.profile;

import dev.envc.pms.Cpv;
import dev.envc.pms.Eapi;
import dev.envc.pms.Slot;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.IuseFlag;
import dev.envc.tree.MetadataKey;
import dev.envc.tree.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Profiles of opened trees.
public final class TreeProfiles {
  private TreeProfiles() {}

  /// The configuration of a profile in opened repositories.
  ///
  /// @param repositories the main one first
  /// @param repository the name of the one with the profile
  /// @param profile the profile's path below `profiles`
  public static EffectiveConfig read(
      List<Repository> repositories, String repository, String profile, UserConfig user)
      throws IOException {
    var all = new ArrayList<ProfileRepository>();
    for (Repository one : repositories) {
      List<String> masters = one.masters().stream().map(Repository::name).toList();
      all.add(ProfileRepository.read(one.name(), one.files(), masters).withMasters(masters));
    }
    return EffectiveConfigReader.read(all, repository, profile, user);
  }

  /// What decides the flags and masks of an ebuild.
  public static PackageInfo info(EbuildMetadata ebuild) {
    return new EbuildInfo(ebuild);
  }

  private record EbuildInfo(EbuildMetadata ebuild) implements PackageInfo {
    @Override
    public Cpv cpv() {
      return ebuild.cpv();
    }

    @Override
    public Slot slot() {
      return ebuild.slot();
    }

    @Override
    public String repository() {
      return ebuild.repository().name();
    }

    @Override
    public Eapi eapi() {
      return ebuild.eapi();
    }

    @Override
    public List<String> iuse() {
      return ebuild.iuse().stream().map(IuseFlag::toString).toList();
    }

    @Override
    public List<String> keywords() {
      return ebuild.keywords();
    }

    @Override
    public String license() {
      return ebuild.text(MetadataKey.LICENSE);
    }

    @Override
    public String properties() {
      return ebuild.text(MetadataKey.PROPERTIES);
    }

    @Override
    public String restrict() {
      return ebuild.text(MetadataKey.RESTRICT);
    }

    @Override
    public Optional<String> problem() {
      return ebuild.problem();
    }
  }
}
