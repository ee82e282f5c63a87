package dev.envc.tree.profile;

import dev.envc.tree.TreeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads the line-oriented files of profiles and repositories.
final class ConfigFiles {
  /// How deep directories in place of files may be nested.
  private static final int MAX_DEPTH = 8;

  private ConfigFiles() {}

  /// The text of a file.
  static Optional<String> text(TreeFiles files, String path) throws IOException {
    return files.read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /// The lines of a file or, where `directories` allows it, of all files of a directory in the
  /// order of their names; hidden files and backups (`name~`) do not count (PMS 5.2.5).
  static List<ConfigLine> lines(ProfileRepository repository, String path, boolean directories)
      throws IOException {
    var lines = new ArrayList<ConfigLine>();
    for (Part part : parts(repository, path, directories)) {
      lines.addAll(ConfigLine.parse(part.name, part.text));
    }
    return lines;
  }

  /// The assignments of a file, or of all files of a directory as if they were one (`recursive` of
  /// Portage's getconfig). `environment` is that of [Assignments#read].
  static SequencedMap<String, Assignments.Value> assignments(
      ProfileRepository repository,
      String path,
      boolean directories,
      Map<String, String> environment,
      List<ProfileProblem> problems)
      throws IOException {
    var values = new LinkedHashMap<String, Assignments.Value>();
    for (Part part : parts(repository, path, directories)) {
      values.putAll(Assignments.read(part.name, part.text, environment, problems));
    }
    return values;
  }

  /// A file: its repository and path, as they are shown, and what is in it.
  private record Part(String name, String text) {}

  private static List<Part> parts(ProfileRepository repository, String path, boolean directories)
      throws IOException {
    var parts = new ArrayList<Part>();
    collect(repository, path, directories ? MAX_DEPTH : 0, parts);
    return parts;
  }

  private static void collect(
      ProfileRepository repository, String path, int depth, List<Part> parts) throws IOException {
    Optional<String> text = text(repository.files(), path);
    if (text.isPresent()) {
      parts.add(new Part(repository.name() + ":" + path, text.get()));
      return;
    }
    if (depth == 0) {
      return;
    }
    for (String name : repository.files().list(path)) {
      String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
      if (!plain.startsWith(".") && !plain.endsWith("~")) {
        collect(repository, path + "/" + plain, depth - 1, parts);
      }
    }
  }
}
