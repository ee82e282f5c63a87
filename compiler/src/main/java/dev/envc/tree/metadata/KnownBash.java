package dev.envc.tree.metadata;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/// What the machine's bash said it is, kept as long as the program is the same file: starting it is
/// a good part of a command that has nothing else to do.
///
/// @param file where that is kept: the program's path, size and time of change, major and minor
///   version, a line each
record KnownBash(Path file) {
  /// See `Bash.find`.
  Optional<Bash> find(String path) throws IOException {
    return Bash.find(path, this::known);
  }

  private Optional<Bash> known(Path program) throws IOException {
    var attributes = Files.readAttributes(program, BasicFileAttributes.class);
    List<String> identity =
        List.of(
            program.toString(),
            Long.toString(attributes.size()),
            attributes.lastModifiedTime().toString());
    Optional<Bash> kept = kept(program, identity);
    if (kept.isPresent()) {
      return kept;
    }
    Optional<Bash> bash = Bash.ask(program);
    if (bash.isPresent()) {
      keep(identity, bash.get());
    }
    return bash;
  }

  private Optional<Bash> kept(Path program, List<String> identity) throws IOException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException | CharacterCodingException _) {
      return Optional.empty();
    }
    List<String> lines = text.lines().toList();
    if (lines.size() != identity.size() + 1
        || !lines.subList(0, identity.size()).equals(identity)) {
      return Optional.empty();
    }
    return Bash.parse(program, lines.getLast());
  }

  private void keep(List<String> identity, Bash bash) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = Files.createTempFile(file.getParent(), "new", ".tmp");
    String text = String.join("\n", identity) + "\n" + bash.version() + "\n";
    Files.writeString(temporary, text, StandardCharsets.UTF_8);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
