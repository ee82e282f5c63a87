package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.Tool;
import dev.envc.backend.Program;
import dev.envc.backend.archive.PartialFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `envc run` and `envc shell`, by an ordinary user, with the real bubblewrap.
final class RunToolTest {
  private static Path temp = Path.of("");
  private static Quickstart quickstart = new Quickstart(Path.of(""));
  private static String user = "";

  @BeforeAll
  static void prepare() throws Exception {
    Tool.require("bwrap");
    Program.requireRoot();
    temp = Quickstart.openDirectory();
    quickstart = Quickstart.copy(temp, "run");
    Files.createDirectories(work());
    Files.writeString(work().resolve("file"), "from outside\n");
    user = quickstart.giveToOrdinaryUser();
    run("true").expect(0);
  }

  @AfterAll
  static void clean() throws IOException {
    PartialFile.deleteTree(temp);
  }

  private static Path work() {
    return quickstart.directory().resolve("work");
  }

  private static EnvcProcess process() {
    return EnvcProcess.in(work()).as(user);
  }

  private static String[] arguments(String verb, String... more) {
    var all = new ArrayList<>(List.of(verb, quickstart.manifest().toString()));
    all.addAll(List.of("--cache-dir", quickstart.directory().resolve("cache").toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static EnvcProcess.Result run(String... command) {
    return process()
        .envc(
            arguments(
                "run", Stream.concat(Stream.of("--"), Stream.of(command)).toArray(String[]::new)));
  }

  @Test
  void sameUserAndDirectory() throws Exception {
    String id = Program.run("id", "-u", user).strip();
    String out = run("sh", "-c", "id -u; pwd; cat file; echo back >made").expect(0).out();
    assertEquals(id + "\n" + work().toRealPath() + "\nfrom outside\n", out);
    assertEquals("back\n", Files.readString(work().resolve("made")));
    assertEquals(Integer.parseInt(id), Files.getAttribute(work().resolve("made"), "unix:uid"));
  }

  @Test
  void theEnvironmentIsTheRootAndCannotBeChanged() {
    String out = run("sh", "-c", "cat /etc/os-release; ls /usr/bin").expect(0).out();
    assertTrue(out.contains("envc demo") && out.contains("greeter-2"), out);
    for (String place : List.of("/usr/x", "/etc/x", "/x", "/var/x")) {
      assertNotEquals(0, run("touch", place).exit(), place);
    }
    run("sh", "-c", "touch /tmp/x /var/tmp/x /run/x && touch \"$HOME/x\"").expect(0);
  }

  @Test
  void theCommandsExitCodeIsTheExitCode() {
    run("sh", "-c", "exit 7").expect(7);
    assertEquals(7, shell("exit 7").exit());
  }

  @Test
  void aShellReadsTheProfile() {
    EnvcProcess.Result result = shell("echo shell $PATH; pwd");
    assertTrue(result.out().startsWith("shell /"), result.out() + result.err());
    assertTrue(result.out().contains("/usr/bin"), result.out());
  }

  private static EnvcProcess.Result shell(String script) {
    var line =
        new ArrayList<>(
            List.of("sh", "-c", "printf '%s\\n' \"$1\" | { shift; exec \"$@\"; }", "sh", script));
    line.addAll(EnvcProcess.command(arguments("shell")));
    return process().run(line);
  }

  @Test
  void withoutNetworkThereIsNone() {
    String interfaces = "cat /proc/net/dev";
    String out =
        process()
            .envc(arguments("run", "--no-network", "--", "sh", "-c", interfaces))
            .expect(0)
            .out();
    assertEquals(1, out.lines().filter(l -> l.contains(":")).count(), out);
    assertTrue(out.contains("lo:"), out);
  }

  @Test
  void asRootFilesAreRoots() {
    String out =
        process()
            .envc(arguments("run", "--as-root", "--", "sh", "-c", "id -u; echo $HOME"))
            .expect(0)
            .out();
    assertEquals("0\n/root\n", out);
  }

  @Test
  void variablesArePassedOnlyWhenAsked() {
    EnvcProcess outside = process().with("SECRET", "s3").with("WANTED", "w");
    String out =
        outside
            .envc(
                arguments(
                    "run",
                    "--env",
                    "WANTED",
                    "--env",
                    "SET=1",
                    "--",
                    "sh",
                    "-c",
                    "echo [$SECRET] $WANTED $SET"))
            .expect(0)
            .out();
    assertEquals("[] w 1\n", out);
  }

  /// What is there is not assembled again; what the manifest changes is, and what is not in use
  /// goes.
  @Test
  void theRootIsMadeOnceForOneMeaning() throws Exception {
    assertFalse(run("true").expect(0).err().contains("assembling"));
    String manifest = Files.readString(quickstart.manifest());
    byte[] lock = Files.readAllBytes(quickstart.lock());
    try {
      Files.writeString(
          quickstart.manifest(), manifest.replace("A small system", "Another small system"));
      process().envc(arguments("lock", "--update")).expect(0);
      assertTrue(run("true").expect(0).err().contains("assembling"));
      assertEquals(1, roots());
    } finally {
      Files.writeString(quickstart.manifest(), manifest);
      Files.write(quickstart.lock(), lock);
    }
  }

  private static long roots() throws IOException {
    try (Stream<Path> all = Files.walk(quickstart.directory().resolve("cache/roots"), 2)) {
      return all.filter(p -> Files.isDirectory(p.resolve("quickstart-amd64"))).count();
    }
  }

  @Test
  void withoutBubblewrapItSaysWhatToInstall() {
    var line = new ArrayList<>(List.of("sh", "-c", "PATH=/nonexistent exec \"$@\"", "sh"));
    line.addAll(EnvcProcess.command(arguments("run", "--", "true")));
    EnvcProcess.Result result = process().run(line).expect(10);
    assertTrue(result.err().contains("error[E0903]"), result.err());
  }

  /// The real programs of the example for arm64, by qemu-user: the shell, and what it starts.
  @Test
  void anotherArchitectureRunsByQemu() {
    Tool.require("qemu-aarch64-static");
    String id = "id -u; cat file; cat /etc/os-release | cat >/dev/null && greeter-2 you";
    String out =
        process().envc(arguments("run", "--arch", "arm64", "--", "sh", "-c", id)).expect(0).out();
    assertTrue(out.matches("(?s)[1-9][0-9]*\nfrom outside\n.*you.*"), out);
    String line =
        process().envc(arguments("run", "--arch", "arm64", "--print", "--", "true")).out();
    assertTrue(line.contains("qemu-aarch64-static") || isRegistered(), line);
    // What is printed is for a shell.
    String[] odd = arguments("run", "--print", "--", "sh", "-c", "echo 'a  b'");
    String said = process().envc(odd).expect(0).out();
    assertTrue(said.endsWith("sh -c 'echo '\\''a  b'\\'''\n"), said);
    assertEquals("0\n", process().envc(asRoot()).expect(0).out());
  }

  private static String[] asRoot() {
    return arguments("run", "--arch", "arm64", "--as-root", "--", "id", "-u");
  }

  private static boolean isRegistered() {
    return Files.exists(Path.of("/proc/sys/fs/binfmt_misc/qemu-aarch64"));
  }

  @Test
  void withoutQemuItSaysWhatToInstall() {
    if (isRegistered()) {
      return;
    }
    var line = new ArrayList<>(List.of("sh", "-c", "PATH=/nonexistent exec \"$@\"", "sh"));
    line.addAll(EnvcProcess.command(arguments("run", "--arch", "arm64", "--", "true")));
    EnvcProcess.Result result = process().run(line).expect(10);
    assertTrue(result.err().contains("error[E0906]"), result.err());
    assertTrue(result.err().contains("qemu-user-static"), result.err());
  }

  @Test
  void severalEnvironmentsAreOneTooMany() throws Exception {
    Path other = quickstart.directory().resolve("example/other.env.yaml");
    String text = Files.readString(quickstart.manifest());
    Files.writeString(other, text.replace("[amd64, arm64]", "[arm64, riscv]"));
    EnvcProcess.Result result = process().envc("run", other.toString(), "--", "true").expect(2);
    assertTrue(result.err().contains("error[E0904]"), result.err());
  }
}
