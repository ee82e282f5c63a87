package dev.envc.resolve.trees;

import dev.envc.pms.Cpv;
import dev.envc.pms.Eapi;
import dev.envc.pms.Slot;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.IuseFlag;
import dev.envc.tree.MetadataKey;
import dev.envc.tree.profile.PackageInfo;
import java.util.List;
import java.util.Optional;

/// An ebuild's metadata as profiles ask for it.
public record EbuildInfo(EbuildMetadata ebuild) implements PackageInfo {
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
