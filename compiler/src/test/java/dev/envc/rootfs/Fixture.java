package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Arch;
import dev.envc.model.Closure;
import dev.envc.model.Environment;
import dev.envc.model.GentooConfig;
import dev.envc.model.PackageRequest;
import dev.envc.model.Policy;
import dev.envc.model.ProfileRef;
import dev.envc.model.Scripts;
import dev.envc.model.SettingValue;
import dev.envc.model.SystemConfig;
import dev.envc.pms.Atom;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Environments and roots for tests.
public final class Fixture {
  public static final Instant TIME = Instant.ofEpochSecond(1_700_000_000L);
  public static final Span SPAN = SourceFile.of("test.env.yaml", "name: test\n").span();

  private Fixture() {}

  public static Environment environment() {
    return environment("test", Arch.AMD64, SystemConfig.empty(), new TreeMap<>());
  }

  public static Environment environment(SystemConfig system) {
    return environment("test", Arch.AMD64, system, new TreeMap<>());
  }

  public static Environment environment(
      String name,
      Arch arch,
      SystemConfig system,
      SortedMap<String, SettingValue.MapValue> outputs) {
    return environment(name, arch, system, outputs, Policy.none(), List.of());
  }

  public static Environment environment(
      String name,
      Arch arch,
      SystemConfig system,
      SortedMap<String, SettingValue.MapValue> outputs,
      Policy policy,
      List<String> packages) {
    return new Environment(
        name,
        "An environment for tests",
        arch,
        "",
        List.of(),
        new ProfileRef("gentoo", "default", SPAN),
        GentooConfig.empty(),
        packages.stream()
            .map(p -> new PackageRequest(Atom.parse(p), Optional.empty(), SPAN))
            .toList(),
        false,
        Closure.RUNTIME,
        Scripts.SKIP,
        List.of(),
        system,
        outputs,
        policy,
        SPAN,
        new java.util.TreeMap<>());
  }

  public static RootFs assemble(FakePackage... packages) throws IOException, UserErrorException {
    return assemble(environment(), packages);
  }

  public static RootFs assemble(Environment environment, FakePackage... packages)
      throws IOException, UserErrorException {
    return assemble(environment, AssemblyOptions.DEFAULT, packages);
  }

  public static RootFs assemble(
      Environment environment, AssemblyOptions options, FakePackage... packages)
      throws IOException, UserErrorException {
    return Assembler.assemble(
        new AssemblyRequest(
            environment, Arrays.stream(packages).map(FakePackage::member).toList(), options, TIME));
  }

  /// The problems of a root that cannot be put together.
  public static List<Diagnostic> problems(Environment environment, FakePackage... packages)
      throws IOException {
    try {
      assemble(environment, packages);
      return List.of();
    } catch (UserErrorException e) {
      return e.diagnostics();
    }
  }

  /// The text of a file of a root.
  public static String text(RootFs root, String path) throws IOException {
    FileTree.Entry entry = root.tree().find(path).orElseThrow(() -> new AssertionError(path));
    if (entry.node() instanceof FileTree.Node.Regular(var content)) {
      return WorkRoot.text(content);
    }
    throw new AssertionError(path + " is " + entry.node());
  }
}
