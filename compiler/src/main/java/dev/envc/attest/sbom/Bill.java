package dev.envc.attest.sbom;

import dev.envc.pms.Cpv;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one root file system holds, as bills of materials say it: the environment, and its packages
/// by name.
///
/// @param name what artefacts are named after
/// @param arch the Gentoo keyword
/// @param created the time that stands for "created" in every artefact
/// @param lockDigest `sha256:…` of the lock
/// @param envc the version of envc
public record Bill(
    String name,
    String description,
    String arch,
    Instant created,
    String lockDigest,
    String envc,
    List<Component> components) {
  public Bill {
    components = List.copyOf(components);
  }

  /// A package.
  ///
  /// @param purl its package URL
  /// @param license an SPDX license expression, or `NOASSERTION`
  /// @param digest `sha256:…` of the binary package
  /// @param download where the binary package was; empty when that is a place on a machine
  /// @param requiredBy the packages that ask for it; empty when only the environment does
  /// @param requested whether the environment itself asks for it
  /// @param properties further facts, by name
  /// @param files what it owns; empty when files are not listed. They may be made when they are
  ///   gone through, and do not change
  public record Component(
      Cpv cpv,
      String purl,
      String summary,
      String homepage,
      Licenses.Expression license,
      String digest,
      Optional<String> download,
      List<String> requiredBy,
      boolean requested,
      List<Property> properties,
      List<OwnedFile> files) {
    public Component {
      requiredBy = List.copyOf(requiredBy);
      properties = List.copyOf(properties);
    }
  }

  public record Property(String name, String value) {}

  /// A regular file: its path below the root, SHA-256 and SHA-1 (which SPDX 2.3 demands) in
  /// hexadecimal digits.
  public record OwnedFile(String path, String sha256, String sha1) {}
}
