package dev.envc.backend;

import dev.envc.Tool;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Arch;
import dev.envc.model.Environment;
import dev.envc.model.SettingValue;
import dev.envc.model.SettingValue.BooleanValue;
import dev.envc.model.SettingValue.IntegerValue;
import dev.envc.model.SettingValue.ListValue;
import dev.envc.model.SettingValue.MapValue;
import dev.envc.model.SettingValue.TextValue;
import dev.envc.model.SystemConfig;
import dev.envc.rootfs.BytesContent;
import dev.envc.rootfs.FakePackage;
import dev.envc.rootfs.Fixture;
import dev.envc.rootfs.RootFs;
import dev.envc.store.PackageEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Roots and requests for tests of backends.
public final class TestRoots {
  /// cap_net_raw+ep.
  public static final byte[] CAPABILITY =
      HexFormat.of().parseHex("0100000200200000000000000000000000000000");

  private TestRoots() {}

  /// A root with everything that is hard to pack.
  public static RootFs odd() throws IOException, UserErrorException {
    return Fixture.assemble(odd("1.0"));
  }

  public static FakePackage odd(String version) {
    var caps = new TreeMap<String, byte[]>();
    caps.put("security.capability", CAPABILITY);
    caps.put("user.note", new byte[] {(byte) 0xff, 0, 'x'});
    String deep = "usr/share/" + "d".repeat(120);
    return FakePackage.of("app-odd/odd-" + version)
        .dir("usr", "usr/bin", "usr/share", deep)
        .dir("var/private", 0750)
        .file("usr/bin/odd", "#!/bin/sh\necho odd\n", 0755)
        .hardlink("usr/bin/even", "usr/bin/odd")
        .file("usr/bin/suid", "suid", 04755)
        .add(
            FakePackage.with(
                FakePackage.entry("usr/bin/caps", new Kind.Regular(BytesContent.of("caps")), 0755),
                caps))
        .link("usr/bin/link", "../../" + "t".repeat(150))
        .file(deep + "/" + "n".repeat(200), "long", 0644)
        .file("usr/share/caf\u00e9", "utf-8", 0644)
        .file("usr/share/\udce9\udcff", "not utf-8", 0644)
        .file("usr/share/with space\\and\"quote", "odd", 0400)
        .file("usr/share/version", version)
        .kind("usr/share/fifo", new Kind.Fifo())
        .file("usr/share/empty", "");
  }

  /// A root in which a shell runs, from the machine's static busybox.
  public static RootFs busybox(Environment environment) throws IOException, UserErrorException {
    Path busybox = Tool.require("busybox");
    FakePackage box =
        FakePackage.of("sys-apps/busybox-1.35.0")
            .dir("bin", "usr", "usr/bin")
            .file("bin/busybox", BytesContent.of(Files.readAllBytes(busybox)), 0755);
    for (String applet : List.of("sh", "ls", "cat", "id", "stat", "echo", "env", "sleep", "pwd")) {
      box.link("bin/" + applet, "busybox");
    }
    return Fixture.assemble(environment, box, odd("1.0"));
  }

  public static Environment environment(String name, Arch arch, Map<String, Object> oci) {
    var outputs = new TreeMap<String, MapValue>();
    for (String backend : List.of("oci", "nspawn", "dir")) {
      Object settings = oci.get(backend);
      if (settings instanceof Map<?, ?> map) {
        outputs.put(backend, (MapValue) value(map));
      }
    }
    return Fixture.environment(name, arch, SystemConfig.empty(), outputs);
  }

  public static BackendRequest request(Path directory, Image... images) throws IOException {
    Path out = Files.createDirectories(directory.resolve("out"));
    return new BackendRequest(
        List.of(images), out, directory.resolve("cache"), ProgressListener.NONE);
  }

  public static Image image(Environment environment, RootFs root) {
    return new Image(environment, root, "sha256:" + "1".repeat(64), Fixture.TIME);
  }

  private static SettingValue value(Object value) {
    return switch (value) {
      case String text -> new TextValue(text, Fixture.SPAN);
      case Integer number -> new IntegerValue(number, Fixture.SPAN);
      case Boolean flag -> new BooleanValue(flag, Fixture.SPAN);
      case List<?> list ->
          new ListValue(list.stream().map(TestRoots::value).toList(), Fixture.SPAN);
      case Map<?, ?> map -> {
        var entries = new LinkedHashMap<String, SettingValue>();
        map.forEach((k, v) -> entries.put(String.valueOf(k), value(v)));
        yield new MapValue(entries, Fixture.SPAN);
      }
      default -> throw new IllegalArgumentException(value.toString());
    };
  }
}
