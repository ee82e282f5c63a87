package dev.envc.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What qcheck(1) does: holds each line of the CONTENTS of the packages in a root against the file,
/// its MD5 and its time.
final class InstalledFiles {
  private final Path root;
  private final List<String> wrong = new ArrayList<>();
  private int checked;

  private InstalledFiles(Path root) {
    this.root = root;
  }

  /// What is not as a package says, and how many lines were good.
  record Result(List<String> wrong, int good) {}

  static Result check(Path root) throws IOException {
    var files = new InstalledFiles(root);
    try (Stream<Path> all = Files.walk(root.resolve("var/db/pkg"), 3)) {
      for (Path contents : all.filter(p -> p.endsWith("CONTENTS")).sorted().toList()) {
        for (String line : Files.readAllLines(contents)) {
          files.line(line);
        }
      }
    }
    return new Result(files.wrong, files.checked - files.wrong.size());
  }

  private void line(String line) throws IOException {
    checked++;
    String rest = line.substring(4);
    boolean good =
        switch (line.substring(0, 3)) {
          case "dir" -> Files.isDirectory(inRoot(rest));
          case "fif", "dev" -> Files.exists(inRoot(rest), NOFOLLOW_LINKS);
          case "obj" -> {
            String[] words = rest.split(" ", -1);
            int n = words.length;
            String path = String.join(" ", List.of(words).subList(0, n - 2));
            yield file(inRoot(path), words[n - 2], Long.parseLong(words[n - 1]));
          }
          case "sym" -> {
            int arrow = rest.indexOf(" -> ");
            int end = rest.lastIndexOf(' ');
            yield link(
                inRoot(rest.substring(0, arrow)),
                rest.substring(arrow + 4, end),
                Long.parseLong(rest.substring(end + 1)));
          }
          default -> false;
        };
    if (!good) {
      wrong.add(line);
    }
  }

  private static boolean file(Path file, String md5, long seconds) throws IOException {
    return Files.isRegularFile(file, NOFOLLOW_LINKS)
        && md5(Files.readAllBytes(file)).equals(md5)
        && seconds(file) == seconds;
  }

  private static boolean link(Path link, String target, long seconds) throws IOException {
    return Files.isSymbolicLink(link)
        && Files.readSymbolicLink(link).toString().equals(target)
        && seconds(link) == seconds;
  }

  private static long seconds(Path file) throws IOException {
    return Files.getLastModifiedTime(file, NOFOLLOW_LINKS).to(TimeUnit.SECONDS);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A path with the links of its parents followed inside the root.
  private Path inRoot(String path) throws IOException {
    Path at = root;
    String[] names = path.substring(1).split("/", -1);
    for (int i = 0; i < names.length; i++) {
      at = at.resolve(names[i]).normalize();
      if (i < names.length - 1 && Files.isSymbolicLink(at)) {
        String target = Files.readSymbolicLink(at).toString();
        at =
            target.startsWith("/")
                ? root.resolve(target.substring(1))
                : at.resolveSibling(target).normalize();
      }
    }
    return at;
  }
}
