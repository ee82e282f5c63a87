package dev.envc.rootfs;

import dev.envc.store.PackageEntry;
import java.util.Map;

/// The ids that the owners of packed files have in this root. An archive names owners by number and
/// mostly also by name, both of the machine that built it; as with tar(1), a name that this root
/// knows wins.
record Ownership(Map<String, Long> users, Map<String, Long> groups) {
  long uid(PackageEntry e) {
    return e.userName().map(users::get).orElse(e.uid());
  }

  long gid(PackageEntry e) {
    return e.groupName().map(groups::get).orElse(e.gid());
  }
}
