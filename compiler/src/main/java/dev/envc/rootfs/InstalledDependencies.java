package dev.envc.rootfs;

import dev.envc.lock.LockedPackage;
import dev.envc.lock.LockedUpdate;
import dev.envc.pms.Atom;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageUpdates;
import dev.envc.rootfs.AssemblyRequest.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The dependencies that /var/db/pkg has of a package, under the present names: what Portage's
/// global updates do to what is installed.
final class InstalledDependencies {
  private final List<LockedUpdate> updates;
  private final AssemblyLog log;

  InstalledDependencies(List<LockedUpdate> updates, AssemblyLog log) {
    this.updates = updates;
    this.log = log;
  }

  /// Brings the metadata of a package up to date, in place.
  void update(Member member, Map<String, byte[]> metadata) {
    List<PackageUpdates.Update> own =
        updates.stream()
            .filter(u -> u.repository().equals(member.locked().repository()))
            .map(LockedUpdate::update)
            .toList();
    if (own.isEmpty()) {
      return;
    }
    Eapi eapi = Eapi.of(text(metadata, "EAPI").strip()).orElse(Eapi.EAPI_0);
    var moves = new PackageUpdates(own);
    LockedPackage locked = member.locked();
    Predicate<Atom> isOwn = a -> a.matches(locked.cpv()) && a.matchesSlot(locked.slot());
    var changed = new ArrayList<String>();
    for (String key : PackageUpdates.DEPENDENCIES) {
      String old = text(metadata, key);
      String now = moves.apply(old, eapi, isOwn);
      if (!now.equals(old)) {
        metadata.put(key, now.getBytes(StandardCharsets.UTF_8));
        changed.add(key);
      }
    }
    if (!changed.isEmpty()) {
      log.finding(
          "package-moves",
          "",
          "profiles/updates changes %s of %s.".formatted(String.join(", ", changed), member.id()));
    }
  }

  private static String text(Map<String, byte[]> metadata, String key) {
    byte[] bytes = metadata.get(key);
    return bytes == null ? "" : WorkRoot.text(bytes);
  }
}
