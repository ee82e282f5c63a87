package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.lock.BinaryFormat;
import dev.envc.lock.Digest;
import dev.envc.lock.LockedBinary;
import dev.envc.lock.LockedPackage;
import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What real `emerge --usepkgonly` recorded for these arguments, with a tree that has one/1 in slot
/// 2 only, two/1 and two/2 in slots 1 and 2, plain in slot 0 only, and sys, sysone, sysboth and
/// virtual/v in @system.
final class WorldFileTest {
  @Test
  void unslotted() {
    for (String atom :
        List.of("a/plain", "=a/plain-1", ">=a/plain-1", "~a/plain-1", "a/plain:=", "a/plain[-u]")) {
      assertEquals("a/plain", world(atom, "a/plain-1:0"), atom);
    }
    assertEquals("a/plain::cases", world("a/plain::cases", "a/plain-1:0"));
    assertEquals("a/plain::cases", world("=a/plain-1::cases", "a/plain-1:0"));
  }

  @Test
  void slotted() {
    assertEquals("a/one", world("a/one", "a/one-1:2"));
    assertEquals("a/one:2", world("a/one:2", "a/one-1:2/7"));
    assertEquals("a/one:2", world("=a/one-1", "a/one-1:2"));
    assertEquals("a/one:2", world("~a/one-1", "a/one-1:2"));
    assertEquals("a/one::cases", world("a/one::cases", "a/one-1:2"));
    assertEquals("a/one:2::cases", world("=a/one-1::cases", "a/one-1:2"));
    assertEquals("a/two", world(">=a/two-1", "a/two-2:2"));
    assertEquals("a/two:2", world(">=a/two-1:2[-u]", "a/two-2:2"));
    assertEquals("a/two:1 a/two:2", world("a/two:1 a/two:2", "a/two-1:1 a/two-2:2"));
    assertEquals("a/two a/two:1", world("a/two a/two:1", "a/two-1:1 a/two-2:2"));
  }

  /// One line for a package, of the most precise atom.
  @Test
  void severalAtomsOfOnePackage() {
    assertEquals("a/two:2", world("a/two a/two:2", "a/two-2:2"));
    assertEquals("a/two:2", world("a/two =a/two-2", "a/two-2:2"));
    assertEquals("a/two", world("a/two >=a/two-1", "a/two-2:2"));
  }

  /// Slot 0 is one of several as soon as another is there.
  @Test
  void slotZero() {
    assertEquals("a/two:0 a/two:2", world("=a/two-1 a/two:2", "a/two-1:0 a/two-2:2"));
  }

  @Test
  void membersOfSystem() {
    assertEquals("", world("a/sys", "a/sys-1:0 system"));
    assertEquals("", world("=a/sys-1", "a/sys-1:0 system"));
    assertEquals("a/sys::cases", world("a/sys::cases", "a/sys-1:0 system"));
    assertEquals("a/sysone", world("a/sysone", "a/sysone-1:3 system"));
    assertEquals("a/sysboth", world("a/sysboth", "a/sysboth-1:0 system a/sysboth-2:2"));
    assertEquals("virtual/v", world("virtual/v", "virtual/v-1:0 system"));
  }

  /// What is asked for is provided by the profile, say, and not installed.
  @Test
  void notInstalled() {
    assertEquals("", world("a/provided", "a/other-1:0"));
  }

  /// spec/portage-differences.md: the lock does not hold what slots the tree has.
  @Test
  void whereTheTreeWouldDecide() {
    assertEquals("a/plain:0", world("a/plain:0", "a/plain-1:0"));
    assertEquals("a/one", world(">=a/one-1", "a/one-1:2"));
    assertEquals("a/two", world("=a/two-2*", "a/two-2:2"));
  }

  private static String world(String atoms, String installed) {
    var packages = new ArrayList<LockedPackage>();
    for (String each : installed.replace(" system", "@").split(" ", -1)) {
      String[] parts = each.replace("@", "").split(":", 2);
      packages.add(locked(parts[0], parts[1], each.endsWith("@") ? "@system" : "manifest"));
    }
    List<Atom> asked = Arrays.stream(atoms.split(" ", -1)).map(Atom::parse).toList();
    return new WorldFile(asked, packages).text().strip().replace('\n', ' ');
  }

  private static LockedPackage locked(String cpv, String slot, String requester) {
    Digest digest = Digest.sha256("0".repeat(64));
    return new LockedPackage(
        Cpv.parse(cpv),
        Slot.parse(slot),
        "cases",
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        List.of(requester),
        new LockedBinary("local", cpv, BinaryFormat.GPKG, 1, digest, 1, 1));
  }
}
