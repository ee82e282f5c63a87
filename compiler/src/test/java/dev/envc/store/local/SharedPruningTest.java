package dev.envc.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.PackageFixture;
import dev.envc.store.testing.StoreProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pruning beside other processes.
final class SharedPruningTest {
  private static final int PACKAGES = 3;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path scratch;

  private Path store = Path.of("");
  private Path binhost = Path.of("");

  @BeforeEach
  void fill() throws Exception {
    store = scratch.resolve("store");
    binhost = scratch.resolve("binhost");
    var fixture = new BinhostFixture(binhost);
    for (int i = 0; i < PACKAGES; i++) {
      fixture.add(PackageFixture.of("app-misc/p" + i, "1").file("usr/share/text", "text " + i));
    }
    fixture.write();
    assertEquals(PACKAGES, StoreProcess.use(store, binhost.toString()));
  }

  private Process start(String what) throws IOException {
    return new ProcessBuilder(StoreProcess.command(store, what)).redirectErrorStream(true).start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private List<LocalStore.Stale> prune(LocalStore.Needed keep) throws Exception {
    try (LocalStore own = LocalStore.open(store, StoreOptions.of(scratch))) {
      return own.prune(keep, true);
    }
  }

  @Test
  void aStoreThatAnotherProcessHasOpenIsNotPruned() throws Exception {
    Process holder = start("hold");
    try (BufferedReader said = output(holder)) {
      assertEquals("open", said.readLine());
      var thrown = assertThrows(UserErrorException.class, () -> prune(Set::of));
      assertEquals("E0530", thrown.diagnostics().getFirst().code().id());
      try (LocalStore own = LocalStore.open(store, StoreOptions.of(scratch))) {
        assertEquals(PACKAGES, own.prune(Set::of, false).size());
      }
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertEquals(PACKAGES, prune(Set::of).size());
  }

  /// Who opens the store while it is pruned waits, and then finds or fetches what it needs.
  @Test
  void whoOpensAStoreThatIsPrunedWaits() throws Exception {
    var started = new ArrayList<Process>();
    List<LocalStore.Stale> stale =
        prune(
            () -> {
              Process other = start(binhost.toString());
              started.add(other);
              assertFalse(ended(other), "it did not wait");
              return Set.of();
            });
    assertEquals(PACKAGES, stale.size());
    try (BufferedReader said = output(started.getFirst())) {
      assertEquals("ok " + PACKAGES, said.readLine());
    }
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(4, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
