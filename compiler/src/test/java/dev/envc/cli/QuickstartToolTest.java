package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.Tool;
import dev.envc.backend.Program;
import dev.envc.backend.Registry;
import dev.envc.backend.archive.PartialFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The example that everybody tries first, from the command line to the programs that run what came
/// out.
final class QuickstartToolTest {
  private static final String SCRIPT = "echo hello; id -u";

  private static Path temp = Path.of("");
  private static Quickstart first = new Quickstart(Path.of(""));
  private static String json = "";

  @BeforeAll
  static void compileOnce() throws Exception {
    temp = Quickstart.openDirectory();
    first = Quickstart.copy(temp, "first");
    EnvcProcess process = first.process().with("TZ", "UTC").with("LC_ALL", "C.UTF-8");
    json = process.envc(first.compile("oci", "--format", "json")).expect(0).out();
    process.envc(first.compile("nspawn", "--frozen")).expect(0);
  }

  @AfterAll
  static void clean() throws IOException {
    PartialFile.deleteTree(temp);
  }

  @Test
  void jsonIsOneObject() {
    assertEquals(1, json.lines().count(), json);
    JsonNode artifact = JsonMapper.builder().build().readTree(json).get("artifacts").get(0);
    assertEquals("amd64,arm64", artifact.get("arch").asString());
    assertEquals(
        first.output().resolve("quickstart.oci").toString(), artifact.get("path").asString());
    assertTrue(artifact.get("digest").asString().startsWith("sha256:"), json);
  }

  @Test
  void crunRunsTheImage() throws Exception {
    Program.requireRoot();
    Tool.require("crun");
    Path bundle = first.unpack("amd64");
    Path config = bundle.resolve("config.json");
    String run = JsonMapper.builder().build().writeValueAsString(SCRIPT);
    String text =
        Files.readString(config).replaceFirst("\"terminal\": ?true", "\"terminal\": false");
    String changed =
        text.replaceFirst(
            "(?s)\"args\":\\s*\\[.*?\\]", "\"args\": [\"/bin/sh\", \"-c\", " + run + "]");
    Files.writeString(config, changed);
    String script =
        "umount /sys/fs/cgroup/unified 2>/dev/null; exec crun --root %s run -b %s envc-quick-%d"
            .formatted(temp.resolve("crun"), bundle, ProcessHandle.current().pid());
    assertEquals("hello\n0\n", Program.run("unshare", "-m", "sh", "-c", script));
  }

  @Test
  void qemuRunsTheArm64Image() throws Exception {
    Program.requireRoot();
    Path qemu = Tool.require("qemu-aarch64-static");
    Path root = first.unpack("arm64").resolve("rootfs");
    Files.copy(qemu, root.resolve("qemu"));
    Program.run("chmod", "755", root.resolve("qemu").toString());
    String shell =
        Program.run("chroot", root.toString(), "/qemu", "/bin/sh", "-c", "echo hello from arm64");
    assertEquals("hello from arm64\n", shell);
    String machine =
        Program.run("chroot", root.toString(), "/qemu", "-0", "uname", "/bin/tinyutils", "-m");
    assertEquals("aarch64\n", machine);
  }

  @Test
  void nspawnRunsTheTarball() throws Exception {
    Program.requireRoot();
    Path root = Files.createDirectory(temp.resolve("machine"));
    Program.run(
        "tar",
        "--xattrs",
        "--xattrs-include=*",
        "--numeric-owner",
        "-xpf",
        first.output().resolve("quickstart-amd64.tar.xz").toString(),
        "-C",
        root.toString());
    assertEquals(
        "hello\n0\n",
        first
            .process()
            .run(
                Tool.require("systemd-nspawn").toString(),
                "-q",
                "--register=no",
                "--keep-unit",
                "-P",
                "--resolv-conf=off",
                "--timezone=off",
                "-D",
                root.toString(),
                "/bin/sh",
                "-c",
                SCRIPT)
            .expect(0)
            .out());
  }

  @Test
  void otherPlaceUserUmaskZoneAndLocaleGiveTheSameBytes() throws Exception {
    Program.requireRoot();
    Quickstart other = Quickstart.copy(temp, "another place");
    EnvcProcess process =
        other
            .process()
            .as(other.giveToOrdinaryUser())
            .umask("077")
            .with("TZ", "Asia/Tokyo")
            .with("LC_ALL", "C");
    process.envc(other.compile("oci")).expect(0);
    process.envc(other.compile("nspawn")).expect(0);
    TreeMap<String, String> expected = Quickstart.digests(first.output());
    assertTrue(expected.containsKey("quickstart-amd64.tar.xz"), expected.toString());
    assertTrue(expected.containsKey("quickstart.oci/index.json"), expected.toString());
    assertEquals(expected, Quickstart.digests(other.output()));
    assertEquals(Files.readString(first.lock()), Files.readString(other.lock()));
  }

  @Test
  void aRegistryServesWhatTheCommandPushed() throws Exception {
    try (Registry registry = Registry.start(temp)) {
      push(registry.host() + "/line3/quickstart:1");
    }
  }

  private static void push(String reference) throws Exception {
    String out =
        first
            .process()
            .envc(
                first.compile(
                    "oci",
                    "--frozen",
                    "--push",
                    reference,
                    "--insecure",
                    "--format",
                    "json",
                    "--report",
                    temp.resolve("report.json").toString()))
            .expect(0)
            .out();
    JsonMapper mapper = JsonMapper.builder().build();
    JsonNode artifact = mapper.readTree(out).get("artifacts").get(0);
    JsonNode pushed = artifact.get("pushed").get(0);
    assertEquals(reference, pushed.get("reference").asString());
    assertEquals(artifact.get("digest"), pushed.get("digest"));
    assertTrue(pushed.get("blobsSent").asInt() > 0, out);
    Path back = temp.resolve("back");
    Program.run(
        "skopeo",
        "copy",
        "-q",
        "--all",
        "--src-tls-verify=false",
        "docker://" + reference,
        "oci:" + back + ":latest");
    Path layout = first.output().resolve("quickstart.oci");
    Path local = temp.resolve("local");
    Program.run(
        "skopeo", "copy", "-q", "--all", "oci:" + layout + ":latest", "oci:" + local + ":latest");
    assertEquals(
        Quickstart.digests(local.resolve("blobs")), Quickstart.digests(back.resolve("blobs")));
    String served = Program.run("skopeo", "inspect", "--tls-verify=false", "docker://" + reference);
    assertTrue(served.contains(pushed.get("digest").asString()), served);
    String report = Files.readString(temp.resolve("report.json"));
    JsonNode findings = mapper.readTree(report).get("findings");
    assertTrue(findings.size() > 0, report);
    assertTrue(report.contains("\"kind\":\"capabilities\",\"path\":\"/bin/ping\""), report);
  }

  @Test
  void onlyOciIsPushed() throws Exception {
    Map<String, String> before = Quickstart.digests(first.directory().resolve("example"));
    EnvcProcess.Result result =
        first.process().envc(first.compile("nspawn", "--push", "localhost:1/x:1")).expect(2);
    assertTrue(result.err().contains("E0709"), result.err());
    assertEquals(before, Quickstart.digests(first.directory().resolve("example")));
  }

  @Test
  void aLockIsNeededAndMustFit() throws Exception {
    Quickstart copy = Quickstart.copy(temp, "locks");
    Map<String, String> before = Quickstart.digests(copy.directory());
    EnvcProcess.Result missing = copy.process().envc(copy.compile("oci", "--frozen")).expect(4);
    assertTrue(missing.err().contains("E0401"), missing.err());
    assertEquals(before, withoutCache(copy));

    Files.copy(first.lock(), copy.lock());
    String manifest = Files.readString(copy.manifest());
    Files.writeString(copy.manifest(), ("# a comment\n" + manifest).replace("\n", "\r\n"));
    copy.process().envc(copy.compile("oci", "--frozen")).expect(0);
    assertEquals(
        Quickstart.digests(first.output().resolve("quickstart.oci")),
        Quickstart.digests(copy.output().resolve("quickstart.oci")));

    PartialFile.deleteTree(copy.output());
    Files.writeString(copy.manifest(), manifest.replace("  - net-misc/tinyping\n", ""));
    EnvcProcess.Result stale = copy.process().envc(copy.compile("oci")).expect(4);
    assertTrue(stale.err().contains("E0402"), stale.err());
    assertTrue(stale.err().contains("`packages` has changed"), stale.err());
    assertFalse(Files.exists(copy.output()), "nothing is written");
    assertEquals(Files.readString(first.lock()), Files.readString(copy.lock()));
  }

  @Test
  void withoutTheBinhostNothingIsLeftBehind() throws Exception {
    Quickstart copy = Quickstart.copy(temp, "down");
    Files.copy(first.lock(), copy.lock());
    PartialFile.deleteTree(copy.directory().resolve("example/binhost/arm64"));
    EnvcProcess.Result result = copy.process().envc(copy.compile("oci", "--frozen")).expect(7);
    assertTrue(result.err().contains("error[E05"), result.err());
    assertEquals(Map.of(), Quickstart.digests(copy.output()));
  }

  private static Map<String, String> withoutCache(Quickstart copy) throws Exception {
    TreeMap<String, String> files = Quickstart.digests(copy.directory());
    files.keySet().removeIf(f -> f.startsWith("cache/"));
    return files;
  }
}
