package dev.envc.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.PackageFixture;
import dev.envc.store.testing.StoreProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that are killed while they fill a store, processes that fill it together, and a disk
/// that is full.
final class KilledStoreTest {
  private static final int PACKAGES = 12;

  @TempDir Path scratch;

  private Path binhost() throws IOException {
    Path directory = scratch.resolve("binhost");
    var fixture = new BinhostFixture(directory);
    var random = new Random(7);
    for (int i = 0; i < PACKAGES; i++) {
      byte[] content = new byte[1_500_000];
      random.nextBytes(content);
      fixture.add(
          PackageFixture.of("app-misc/p" + i, "1")
              .file("usr/share/random", content)
              .file("usr/share/text", "text ".repeat(200_000)));
    }
    fixture.write();
    return directory;
  }

  private static Process start(Path store, Path binhost) throws IOException {
    return new ProcessBuilder(StoreProcess.command(store, binhost.toString()))
        .redirectErrorStream(true)
        .start();
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text.strip();
  }

  private static List<String> below(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aKilledProcessLeavesTheStoreUsable() throws Exception {
    Path store = scratch.resolve("store");
    Path binhost = binhost();
    int killed = 0;
    for (int delay : new int[] {250, 400, 500, 600, 700, 850, 1000, 1300}) {
      Process process = start(store, binhost);
      if (!process.waitFor(delay, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        killed++;
      }
    }
    assertTrue(killed > 0, "no process lived long enough to be killed");
    assertEquals(2 * PACKAGES, StoreProcess.use(store, binhost.toString()));
    assertEquals(List.of(), below(store.resolve("v1/tmp")));
  }

  @Test
  void processesFillAStoreTogether() throws Exception {
    Path store = scratch.resolve("store");
    Path binhost = binhost();
    var processes = new ArrayList<Process>();
    for (int i = 0; i < 3; i++) {
      processes.add(start(store, binhost));
    }
    for (Process process : processes) {
      assertEquals("ok " + 2 * PACKAGES, output(process));
    }
    assertEquals(2 * PACKAGES, StoreProcess.use(store, binhost.toString()));
    assertEquals(List.of(), below(store.resolve("v1/tmp")));
  }

  @Test
  void aFullDiskIsADiagnosticAndLeavesNoHalves() throws Exception {
    Tool.require("unshare");
    Process probe = new ProcessBuilder("unshare", "-Urm", "true").start();
    Tool.requireThat(probe.waitFor() == 0, "user namespaces are not to be had");
    Path mount = Files.createDirectories(scratch.resolve("small"));
    String script =
        "mount -t tmpfs -o size=8m none \"$0\" || exit 1; store=\"$0\"/store; \"$@\"; "
            + "ls \"$store\"/v1/tmp; mount -o remount,size=200m \"$0\"; \"$@\"";
    var command = new ArrayList<>(List.of("unshare", "-Urm", "sh", "-c", script, mount.toString()));
    command.addAll(StoreProcess.command(mount.resolve("store"), binhost().toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertEquals(
        "E0901 The disk of the store " + mount.resolve("store") + " is full.\nok " + 2 * PACKAGES,
        output(process));
  }
}
