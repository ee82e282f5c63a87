package dev.envc.backend.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.backend.Artifact;
import dev.envc.backend.Program;
import dev.envc.backend.ProgressListener;
import dev.envc.backend.Publisher.PublishRequest;
import dev.envc.backend.Publisher.Published;
import dev.envc.backend.Registry;
import dev.envc.backend.TestRoots;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Arch;
import dev.envc.model.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images, seen with the tools that people use.
final class OciToolTest {
  @TempDir Path temp;

  private Artifact build(String name, Map<String, Object> settings) throws Exception {
    Environment environment = TestRoots.environment(name, Arch.AMD64, Map.of("oci", settings));
    return new OciBackend()
        .build(
            TestRoots.request(temp, TestRoots.image(environment, TestRoots.busybox(environment))))
        .getFirst();
  }

  @Test
  void skopeoInspects() throws Exception {
    Artifact layout = build("sk", Map.of("labels", Map.of("team", "line3")));
    String text = Program.run("skopeo", "inspect", "oci:" + layout.path() + ":latest");
    assertTrue(text.contains(layout.digest()), text);
    assertTrue(text.contains("\"team\": \"line3\""), text);
    Artifact archive = build("ska", Map.of("form", "archive", "compression", "zstd"));
    String raw = Program.run("skopeo", "inspect", "--raw", "oci-archive:" + archive.path());
    assertTrue(raw.contains("tar+zstd"), raw);
  }

  @Test
  void umociUnpacksWhatThePackagesHold() throws Exception {
    Program.requireRoot();
    Artifact layout = build("um", Map.of("compression", "gzip", "layers", 3));
    Path bundle = temp.resolve("bundle");
    Program.run("umoci", "unpack", "--image", layout.path() + ":latest", bundle.toString());
    Path root = bundle.resolve("rootfs");
    String stat =
        Program.run(
            "stat",
            "-c",
            "%a %u:%g %h %Y",
            root + "/usr/bin/suid",
            root + "/usr/bin/even",
            root + "/var/private");
    assertEquals("4755 0:0 1 1600000000\n755 0:0 2 1600000000\n750 0:0 2 1\n", stat);
    String caps = Program.run("getcap", root + "/usr/bin/caps");
    assertTrue(caps.contains("cap_net_raw=ep"), caps);
    String note = Program.run("getfattr", "-e", "hex", "-n", "user.note", root + "/usr/bin/caps");
    assertTrue(note.contains("0xff0078"), note);
    String names = Program.run("sh", "-c", "ls " + root + "/usr/share | od -An -c | tr -d ' \\n'");
    assertTrue(names.contains("351377"), "a name that is not UTF-8: " + names);
  }

  @Test
  void crunRuns() throws Exception {
    Program.requireRoot();
    Artifact layout =
        build(
            "cr",
            Map.of(
                "compression", "gzip",
                "entrypoint", List.of("/bin/sh", "-c"),
                "cmd", List.of("echo $GREETING; id -u; cat /usr/share/version; pwd"),
                "env", Map.of("GREETING", "hello line"),
                "workdir", "/usr"));
    Path bundle = temp.resolve("crun");
    Program.run("umoci", "unpack", "--image", layout.path() + ":latest", bundle.toString());
    Path config = bundle.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"terminal\": true", "\"terminal\": false")
            .replace("\"terminal\":true", "\"terminal\":false"));
    String script =
        "umount /sys/fs/cgroup/unified 2>/dev/null; exec crun --root %s run -b %s envc-test-%d"
            .formatted(temp.resolve("state"), bundle, ProcessHandle.current().pid());
    Tool.require("crun");
    assertEquals("hello line\n0\n1.0/usr\n", Program.run("unshare", "-m", "sh", "-c", script));
  }

  @Test
  void podmanRunsZstdLayers() throws Exception {
    Program.requireRoot();
    Tool.require("podman");
    Artifact archive = build("pm", Map.of("form", "archive", "compression", "zstd"));
    String script =
        ("umount /sys/fs/cgroup/unified 2>/dev/null; exec podman --root %1$s/r --runroot %1$s/run"
                + " --tmpdir %1$s/t --storage-driver vfs --cgroup-manager=cgroupfs run --rm"
                + " --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 --cgroups=disabled"
                + " --network none oci-archive:%2$s /bin/sh -c 'echo podman; stat -c %%a"
                + " /usr/bin/suid'")
            .formatted(temp.resolve("podman"), archive.path());
    String output = Program.run("unshare", "-m", "sh", "-c", script);
    assertTrue(output.endsWith("podman\n4755\n"), output);
  }

  @Test
  void aRegistryServesBackWhatWasPushed() throws Exception {
    try (Registry registry = Registry.start(temp)) {
      pushTwice(registry.host());
    }
  }

  /// Connections that break and answers that say "later" are nothing that a push fails of.
  @Test
  void whatMayPassIsTriedAgain() throws Exception {
    try (Registry registry = Registry.start(temp);
        var proxy = new FlakyProxy(registry.host())) {
      var environment = TestRoots.environment("flaky", Arch.AMD64, Map.of());
      var backend = new OciBackend();
      Artifact image =
          backend
              .build(TestRoots.request(temp, TestRoots.image(environment, TestRoots.odd())))
              .getFirst();
      Published published =
          backend.publish(request(image, List.of(proxy.host() + "/flaky:1"))).getFirst();
      assertEquals(image.digest(), published.digest());
      assertTrue(proxy.failures() > 3, "the proxy failed " + proxy.failures() + " times");
      assertTrue(
          Program.run(
                  "skopeo",
                  "inspect",
                  "--tls-verify=false",
                  "docker://" + registry.host() + "/flaky:1")
              .contains(image.digest()));
    }
  }

  private void pushTwice(String host) throws Exception {
    var amd64 =
        TestRoots.environment("push", Arch.AMD64, Map.of("oci", Map.of("compression", "zstd")));
    var arm64 =
        TestRoots.environment("push", Arch.ARM64, Map.of("oci", Map.of("compression", "zstd")));
    var backend = new OciBackend();
    Artifact index =
        backend
            .build(
                TestRoots.request(
                    temp,
                    TestRoots.image(amd64, TestRoots.odd()),
                    TestRoots.image(arm64, TestRoots.busybox(arm64))))
            .getFirst();
    List<String> references = List.of(host + "/line3/image:1", host + "/line3/copy:1");
    List<Published> first = backend.publish(request(index, references));
    assertEquals(index.digest(), first.getFirst().digest());
    assertTrue(first.getFirst().sent() > 0);
    assertEquals(0, first.get(1).sent(), "mounted from the first repository");
    List<Published> second = backend.publish(request(index, references.subList(0, 1)));
    assertEquals(0, second.getFirst().sent());
    assertEquals(0, second.getFirst().sentBytes());
    Path back = temp.resolve("back");
    Program.run(
        "skopeo",
        "copy",
        "--all",
        "--src-tls-verify=false",
        "docker://" + references.getFirst(),
        "oci:" + back + ":latest");
    var pulled = OciBackendTest.files(back.resolve("blobs"));
    var built = OciBackendTest.files(index.path().resolve("blobs"));
    assertEquals(built, pulled);
    var refused =
        Assertions.assertThrows(
            UserErrorException.class, () -> backend.publish(request(index, List.of("Not A Name"))));
    assertEquals("E0707", refused.diagnostics().getFirst().code().id());
  }

  private static PublishRequest request(Artifact artifact, List<String> references) {
    return new PublishRequest(artifact, references, true, ProgressListener.NONE);
  }
}
