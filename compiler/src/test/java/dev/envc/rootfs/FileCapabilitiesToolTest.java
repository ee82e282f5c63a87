package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Program;
import dev.envc.rootfs.FcapsCalls.Call;
import dev.envc.rootfs.script.SavedEnvironment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileCapabilitiesToolTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  /// What bash saves of a script, in the form of Portage's environment.bz2.
  private static String saved(String script) throws Exception {
    return Program.run("bash", "-c", script + "\ndeclare -p FILECAPS 2>/dev/null; declare -f");
  }

  private static FcapsCalls calls(String script) throws Exception {
    return FcapsCalls.of(SavedEnvironment.of(saved(script)));
  }

  private static byte[] bzip2(String text) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new BZip2CompressorOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void plainCallsAreRead() throws Exception {
    FcapsCalls found =
        calls(
            "pkg_postinst() { fcaps cap_net_raw bin/ping bin/ping6; fcaps -m 4755 -M 755"
                + " cap_sys_nice+ep usr/bin/x; }");
    assertEquals(
        List.of(
            new Call("cap_net_raw", List.of("bin/ping", "bin/ping6"), "0", "0", "4711", "711"),
            new Call("cap_sys_nice+ep", List.of("usr/bin/x"), "0", "0", "4755", "755")),
        found.calls());
    assertEquals(List.of(), found.unclear());
  }

  @Test
  void theArrayIsRead() throws Exception {
    FcapsCalls found =
        calls(
            "FILECAPS=( -g wheel 'cap_net_raw=ep cap_net_admin=i' \"/usr/bin/od\\\\d\" -- cap_a y"
                + " )\n"
                + "pkg_postinst () { fcaps_pkg_postinst; }");
    assertEquals(
        List.of(
            new Call(
                "cap_net_raw=ep cap_net_admin=i",
                List.of("/usr/bin/od\\d"),
                "0",
                "wheel",
                "4711",
                "711"),
            new Call("cap_a", List.of("y"), "0", "0", "4711", "711")),
        found.calls());
  }

  @Test
  void whatDependsOnMoreIsNotGuessed() throws Exception {
    FcapsCalls found =
        calls(
            "pkg_postinst() { if use x; then fcaps cap_net_raw bin/a; fi; fcaps cap_net_raw"
                + " \"${EROOT}/b\"; use y && fcaps cap_net_raw c; fcaps $caps d; fcaps cap_net_raw;"
                + " }");
    assertEquals(List.of(), found.calls());
    assertEquals(5, found.unclear().size(), found.unclear().toString());
    assertEquals(new FcapsCalls(List.of(), List.of()), calls("pkg_setup() { fcaps a b; }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cap_net_raw=ep",
        "cap_net_raw,cap_net_admin+ep",
        "cap_net_bind_service+eip",
        "cap_sys_nice+p",
        "cap_setuid,cap_setgid=p cap_setuid+i",
        "cap_checkpoint_restore,cap_bpf=ep",
        "cap_kill,cap_chown=ep cap_chown-ep"
      })
  void asSetcapWritesThem(String text) throws Exception {
    Program.requireRoot();
    Path file = Files.writeString(directory.resolve("f"), "x");
    Program.run("setcap", text, file.toString());
    String printed =
        Program.run(
            "getfattr",
            "-n",
            "security.capability",
            "-e",
            "hex",
            "--absolute-names",
            file.toString());
    String hex = HexFormat.of().formatHex(Capabilities.parse(text).orElseThrow());
    assertTrue(printed.contains("security.capability=0x" + hex + "\n"), printed + hex);
  }

  @Test
  void whatAFileCannotHoldIsRefused() {
    for (String text : List.of("cap_nothing=ep", "", "=x", "cap_kill=ep cap_chown=p")) {
      assertEquals(Optional.empty(), Capabilities.parse(text), text);
    }
  }

  @Test
  void filesOfAPackageGetThem() throws Exception {
    FakePackage ping =
        FakePackage.of("net-misc/iputils-20240117")
            .dir("usr", "usr/bin")
            .file("usr/bin/ping", "elf", 0755)
            .metadata(
                "environment.bz2",
                bzip2(
                    saved(
                        "FILECAPS=( cap_net_raw usr/bin/ping -- cap_kill usr/bin/absent )\n"
                            + "pkg_postinst() { fcaps_pkg_postinst; }")));
    RootFs root = Fixture.assemble(ping);
    FileTree.Entry entry =
        root.tree().entries().stream()
            .filter(e -> e.path().equals("usr/bin/ping"))
            .findFirst()
            .orElseThrow();
    assertEquals(0711, entry.mode());
    byte[] value = entry.xattrs().get("security.capability");
    assertTrue(value != null);
    assertEquals("cap_net_raw=ep", Capabilities.print(value));
    List<String> skipped =
        root.report().findings().stream()
            .filter(f -> f.kind().equals("script-skipped"))
            .map(RootFs.Finding::message)
            .filter(m -> m.contains("fcaps"))
            .toList();
    assertEquals(
        List.of(
            "net-misc/iputils-20240117 pkg_postinst was not run; it would call"
                + " `fcaps cap_kill usr/bin/absent`."),
        skipped);
  }
}
