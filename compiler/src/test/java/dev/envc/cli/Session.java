package dev.envc.cli;

import dev.envc.EnvcProcess;
import dev.envc.store.testing.BinhostServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The commands of a folder, run one after the other in a copy of it. A line `envc …` runs in this
/// process, `package …` makes a binhost ([SessionPackages]), `cat …` shows a file; any other is a
/// shell's, which prepares something. `HERE` stands for the copy, `EXAMPLES` for the examples,
/// `URL` for a server that serves the copy.
final class Session {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("envc.root", "..")).resolve("examples").toAbsolutePath();

  private final Path directory;
  private final Path cache;
  private final StringBuilder transcript = new StringBuilder();

  Session(Path directory, Path cache) {
    this.directory = directory;
    this.cache = cache;
  }

  /// What was run, what it printed, and how it ended.
  static String run(Path folder, Path directory, Path cache) throws IOException {
    EnvcProcess.copyTree(folder, directory);
    return new Session(directory, cache).run(Files.readAllLines(folder.resolve("commands")));
  }

  private String run(List<String> commands) throws IOException {
    boolean served = commands.stream().anyMatch(c -> c.contains("URL")) || mentionsServer();
    if (!served) {
      for (String c : commands) {
        command(c, "");
      }
      return transcript.toString();
    }
    try (var server = new BinhostServer(directory)) {
      replaceInFiles(server.uri());
      for (String c : commands) {
        command(c, server.uri());
      }
      return transcript.toString().replace(server.uri(), "URL");
    }
  }

  private void command(String line, String url) throws IOException {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String full =
        line.replace("HERE", directory.toString())
            .replace("EXAMPLES", EXAMPLES.toString())
            .replace("URL", url);
    if (line.startsWith("package ")) {
      SessionPackages.write(directory.resolve("binhost"), line.substring("package ".length()));
    } else if (line.startsWith("cat ")) {
      Path file = directory.resolve(line.substring("cat ".length()));
      transcript.append("$ ").append(line).append('\n');
      transcript.append(plain(Files.readString(file))).append('\n');
    } else if (line.contains("envc ") && !line.contains("|")) {
      transcript.append("$ ").append(line).append('\n');
      envc(full);
    } else {
      EnvcProcess.in(directory).run("sh", "-ec", full).expect(0);
    }
  }

  private void envc(String line) {
    var variables = new TreeMap<>(Map.of("PATH", "/usr/bin:/bin"));
    var arguments = new ArrayList<String>();
    String command = line.substring(line.indexOf("envc ") + "envc ".length());
    for (String variable : line.substring(0, line.indexOf("envc ")).split(" +", -1)) {
      if (!variable.isEmpty()) {
        variables.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
      }
    }
    for (String word : command.split(" +", -1)) {
      if (!word.isEmpty()) {
        boolean isFile = !word.startsWith("-") && Files.exists(directory.resolve(word));
        arguments.add(isFile ? directory.resolve(word).toString() : word);
      }
    }
    if (takesCache(arguments)) {
      arguments.addAll(List.of("--cache-dir", cache.toString()));
    }
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Main.run(
            arguments.toArray(String[]::new),
            new Console(new PrintWriter(out), new PrintWriter(err), Terminal.NONE),
            variables);
    transcript.append(plain(err.toString())).append(plain(out.toString()));
    transcript.append("exit ").append(exit).append("\n\n");
  }

  private static boolean takesCache(List<String> arguments) {
    return !arguments.contains("--cache-dir")
        && Stream.of("check", "lock", "compile", "run", "show", "why", "tree", "explain")
            .anyMatch(c -> arguments.getFirst().equals(c));
  }

  private String plain(String said) {
    return said.replace(directory + "/", "")
        .replace(directory.toString(), ".")
        .replace(directory.resolveSibling("").toString(), "..")
        .replace(cache.toString(), "CACHE")
        .replaceAll("\\b[0-9]+ days", "N days")
        .replaceAll("sha256:[0-9a-f]{64}  [0-9]+ bytes", "DIGEST")
        .replaceAll("[0-9.]+ ?[kM]?B/s", "SPEED");
  }

  private boolean mentionsServer() throws IOException {
    for (Path manifest : manifests()) {
      if (Files.readString(manifest).contains("URL")) {
        return true;
      }
    }
    return false;
  }

  private void replaceInFiles(String url) throws IOException {
    for (Path manifest : manifests()) {
      String text = Files.readString(manifest, StandardCharsets.UTF_8);
      Files.writeString(manifest, text.replace("URL", url));
    }
  }

  private List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".env.yaml")).sorted().toList();
    }
  }
}
