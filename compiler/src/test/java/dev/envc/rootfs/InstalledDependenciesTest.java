package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.lock.LockedUpdate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InstalledDependenciesTest {
  private static AssemblyOptions options(String... updates) {
    return new AssemblyOptions(
        List.of(), List.of(), List.of(), Stream.of(updates).map(LockedUpdate::parse).toList());
  }

  private static FakePackage user() {
    return FakePackage.of("a/user-1")
        .metadata("RDEPEND", ">=dev-libs/old-1:0= x? ( !dev-libs/old )\n")
        .metadata("DESCRIPTION", "dev-libs/old\n");
  }

  @Test
  void namesAndSlotsAreThePresentOnes() throws Exception {
    RootFs root =
        Fixture.assemble(
            Fixture.environment(),
            options("gentoo move dev-libs/old dev-libs/new", "gentoo slotmove dev-libs/new 0 2"),
            user());
    String vdb = "var/db/pkg/a/user-1/";
    assertEquals(">=dev-libs/new-1:2= x? ( !dev-libs/new )\n", Fixture.text(root, vdb + "RDEPEND"));
    assertEquals("dev-libs/old\n", Fixture.text(root, vdb + "DESCRIPTION"));
    assertTrue(
        Fixture.text(root, vdb + "metadata")
            .contains("RDEPEND=>=dev-libs/new-1:2= x? ( !dev-libs/new )\n"));
    assertTrue(root.report().findings().stream().anyMatch(f -> f.kind().equals("package-moves")));
  }

  @Test
  void thoseOfAnotherRepositoryAreNot() throws Exception {
    RootFs root =
        Fixture.assemble(
            Fixture.environment(), options("other move dev-libs/old dev-libs/new"), user());
    assertEquals(
        ">=dev-libs/old-1:0= x? ( !dev-libs/old )\n",
        Fixture.text(root, "var/db/pkg/a/user-1/RDEPEND"));
  }

  /// A package that blocks its own old name must not come to block itself.
  @Test
  void aBlockerOfTheOldNameIsKept() throws Exception {
    FakePackage moved = FakePackage.of("dev-libs/new-2").metadata("RDEPEND", "!dev-libs/old\n");
    RootFs root =
        Fixture.assemble(
            Fixture.environment(), options("gentoo move dev-libs/old dev-libs/new"), moved);
    assertEquals("!dev-libs/old\n", Fixture.text(root, "var/db/pkg/dev-libs/new-2/RDEPEND"));
  }

  @Test
  void aBlockerOfAnotherSlotOfThePackageItselfIsMoved() throws Exception {
    RootFs root =
        Fixture.assemble(
            Fixture.environment(),
            options("gentoo move dev-libs/old dev-libs/new"),
            FakePackage.of("dev-libs/new-1")
                .metadata("RDEPEND", "!dev-libs/old:1 !dev-libs/old:0\n"));
    assertEquals(
        "!dev-libs/new:1 !dev-libs/old:0\n",
        Fixture.text(root, "var/db/pkg/dev-libs/new-1/RDEPEND"));
  }

  /// Portage's global updates change what is installed already and binary packages of the machine
  /// itself, not those of a remote host that come later.
  @Test
  void thePackageKeepsTheSlotItWasPackedWith() throws Exception {
    RootFs root =
        Fixture.assemble(
            Fixture.environment(),
            options("gentoo slotmove dev-libs/own 0 2"),
            FakePackage.of("dev-libs/own-1").metadata("RDEPEND", "dev-libs/own:0\n"));
    String vdb = "var/db/pkg/dev-libs/own-1/";
    assertEquals("0\n", Fixture.text(root, vdb + "SLOT"));
    assertEquals("dev-libs/own:2\n", Fixture.text(root, vdb + "RDEPEND"));
  }
}
