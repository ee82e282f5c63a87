package dev.envc.rootfs;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Scripts;
import dev.envc.rootfs.script.ScriptHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Roots put together with `scripts: run`.
///
/// @param longest how long a phase may take
record ScriptedRoots(Path directory, Duration longest) {
  ScriptedRoots(Path directory) {
    this(directory, Duration.ofMinutes(1));
  }

  /// A package with functions: names and bodies in turn.
  static FakePackage scripts(String cpv, String... functions) throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < functions.length; i += 2) {
      text.append(functions[i]).append(" () \n{ \n    ").append(functions[i + 1]).append("\n}\n");
    }
    return FakePackage.of(cpv)
        .metadata("environment.bz2", ScriptCounterpartsTest.bzip2(text.toString()))
        .dir("usr", "usr/share");
  }

  RootFs run(FakePackage... packages) throws IOException, UserErrorException {
    var host =
        new ScriptHost(
            directory.resolve("scratch"),
            directory.resolve("kept"),
            System.getenv().getOrDefault("PATH", ""),
            System.getProperty("os.arch", ""),
            longest);
    return Assembler.assemble(
        new AssemblyRequest(
            ScriptCounterpartsTest.with(new Scripts(Scripts.Mode.RUN, List.of())),
            Arrays.stream(packages).map(FakePackage::member).toList(),
            AssemblyOptions.DEFAULT,
            Fixture.TIME,
            Optional.empty(),
            Optional.of(host)));
  }

  static List<String> findings(RootFs root, String kind) {
    return root.report().findings().stream()
        .filter(f -> f.kind().equals(kind))
        .map(f -> f.path().isEmpty() ? f.message() : f.path() + ": " + f.message())
        .toList();
  }
}
