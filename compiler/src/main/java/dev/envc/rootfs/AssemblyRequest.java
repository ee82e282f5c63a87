package dev.envc.rootfs;

import dev.envc.lock.LockedPackage;
import dev.envc.model.Environment;
import dev.envc.rootfs.script.ScriptHost;
import dev.envc.store.PackageImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is to be assembled: an environment, its locked packages in merge order with their unpacked
/// binary packages, the time that files get which assembly itself writes (whole seconds), where
/// what was worked out of their content may be kept for the next time, and what scripts of packages
/// are run with, where the environment wants that.
public record AssemblyRequest(
    Environment environment,
    List<Member> packages,
    AssemblyOptions options,
    Instant time,
    Optional<Path> cacheDirectory,
    Optional<ScriptHost> scriptHost) {

  public AssemblyRequest {
    packages = List.copyOf(packages);
  }

  /// A request that keeps nothing for the next one, without scripts.
  public AssemblyRequest(
      Environment environment, List<Member> packages, AssemblyOptions options, Instant time) {
    this(environment, packages, options, time, Optional.empty(), Optional.empty());
  }

  /// A locked package and what its binary package holds.
  public record Member(LockedPackage locked, PackageImage image) {
    /// `cat/pkg-1.0`, as in [FileTree.Entry#owner].
    public String id() {
      return locked.cpv().toString();
    }
  }
}
