package dev.envc.rootfs;

import dev.envc.lock.LockedPackage;
import dev.envc.model.Environment;
import dev.envc.store.PackageImage;
import java.time.Instant;
import java.util.List;

/// What is to be assembled: an environment, its locked packages in merge order with their unpacked
/// binary packages, and the time that files get which assembly itself writes (whole seconds).
public record AssemblyRequest(
    Environment environment, List<Member> packages, AssemblyOptions options, Instant time) {

  public AssemblyRequest {
    packages = List.copyOf(packages);
  }

  /// A locked package and what its binary package holds.
  public record Member(LockedPackage locked, PackageImage image) {
    /// `cat/pkg-1.0`, as in [FileTree.Entry#owner].
    public String id() {
      return locked.cpv().toString();
    }
  }
}
