package dev.envc.rootfs;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The MD5 digests that CONTENTS wants, by the SHA-256 of the content. Taken for the files of a
/// package at once, on all processors, and noted in a file for each package, so that an unchanged
/// package is not read again.
final class Md5Notes {
  /// How many digits a SHA-256 has, and characters a line with an MD5 after it.
  private static final int SHA256 = 64;

  private static final int LINE = SHA256 + 1 + 32;

  private final Optional<Path> directory;

  /// @param directory where to keep the notes; without one they are taken each time
  Md5Notes(Optional<Path> directory) {
    this.directory = directory;
  }

  /// The digests of a package's files.
  Map<Digest, String> of(Digest binary, List<PackageEntry> entries) throws IOException {
    var contents = new HashMap<Digest, Content>();
    for (PackageEntry e : entries) {
      if (e.kind() instanceof Kind.Regular(var content)) {
        contents.put(content.digest(), content);
      }
    }
    Map<Digest, String> known = read(binary);
    if (known.keySet().containsAll(contents.keySet())) {
      return known;
    }
    SortedMap<Digest, String> taken = take(new TreeMap<>(contents));
    write(binary, taken);
    return taken;
  }

  private static SortedMap<Digest, String> take(SortedMap<Digest, Content> contents)
      throws IOException {
    try {
      List<String> digests =
          contents.values().parallelStream()
              .map(
                  content -> {
                    try {
                      return content.md5();
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  })
              .toList();
      var taken = new TreeMap<Digest, String>();
      int i = 0;
      for (Digest digest : contents.keySet()) {
        taken.put(digest, digests.get(i++));
      }
      return taken;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Map<Digest, String> read(Digest binary) throws IOException {
    var notes = new HashMap<Digest, String>();
    Optional<Path> file = directory.map(d -> d.resolve(binary.hex()));
    if (file.isEmpty() || !Files.exists(file.get())) {
      return notes;
    }
    for (String line : Files.readAllLines(file.get())) {
      if (isNote(line)) {
        notes.put(Digest.sha256(line.substring(0, SHA256)), line.substring(SHA256 + 1));
      }
    }
    return notes;
  }

  /// Whether a line is two digests; what damaged it is no matter.
  private static boolean isNote(String line) {
    if (line.length() != LINE) {
      return false;
    }
    for (int i = 0; i < LINE; i++) {
      char c = line.charAt(i);
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (i == SHA256 ? c != ' ' : !hex) {
        return false;
      }
    }
    return true;
  }

  private void write(Digest binary, SortedMap<Digest, String> notes) throws IOException {
    if (directory.isEmpty()) {
      return;
    }
    var text = new StringBuilder();
    notes.forEach((sha256, md5) -> text.append(sha256.hex()).append(' ').append(md5).append('\n'));
    Path target = Files.createDirectories(directory.get()).resolve(binary.hex());
    Path partial = Files.createTempFile(directory.get(), "." + binary.hex(), ".part");
    Files.writeString(partial, text);
    Files.move(
        partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
