package dev.envc.tree.metadata;

import dev.envc.pms.Cpv;
import dev.envc.tree.IndexedEbuild;
import dev.envc.tree.IndexedEbuild.Origin;
import dev.envc.tree.MetadataKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Metadata that was generated once, kept by the digest of the ebuild's text and name; valid as
/// long as each eclass it inherited has the same content.
final class GeneratedCache {
  private static final String END = "end";

  private final Path directory;
  private final String generator;

  /// `generator` identifies what made the metadata: the script and the version of bash.
  GeneratedCache(Path directory, String generator) {
    this.directory = directory;
    this.generator = generator;
  }

  Optional<IndexedEbuild> find(Cpv cpv, byte[] ebuild, Eclasses eclasses) throws IOException {
    String text;
    try {
      text = Files.readString(file(cpv, ebuild), StandardCharsets.UTF_8);
    } catch (NoSuchFileException | java.nio.charset.CharacterCodingException _) {
      return Optional.empty();
    }
    var values = new EnumMap<MetadataKey, String>(MetadataKey.class);
    String[] lines = text.split("\n", -1);
    if (!lines[lines.length - 1].equals(END)) {
      return Optional.empty();
    }
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (line.startsWith("_eclass_=")) {
        String[] pair = line.substring(equals + 1).split(" ", 2);
        Optional<Eclass> eclass = eclasses.named(pair[0]);
        if (pair.length < 2 || eclass.isEmpty() || !eclass.get().entry().id().equals(pair[1])) {
          return Optional.empty();
        }
      } else if (equals > 0) {
        String value = line.substring(equals + 1);
        MetadataKey.of(line.substring(0, equals)).ifPresent(k -> values.put(k, value));
      }
    }
    return Optional.of(
        new IndexedEbuild(cpv.version(), Origin.GENERATED, values, Optional.empty()));
  }

  void keep(Cpv cpv, byte[] ebuild, IndexedEbuild result, Eclasses eclasses) throws IOException {
    if (result.origin() != Origin.GENERATED) {
      return;
    }
    var text = new StringBuilder();
    for (Map.Entry<MetadataKey, String> e : result.values().entrySet()) {
      text.append(e.getKey()).append('=').append(e.getValue()).append('\n');
    }
    for (String name : result.values().getOrDefault(MetadataKey.INHERITED, "").split(" ", -1)) {
      Optional<Eclass> eclass = eclasses.named(name);
      if (eclass.isPresent()) {
        text.append("_eclass_=").append(name).append(' ').append(eclass.get().entry().id());
        text.append('\n');
      }
    }
    Path file = file(cpv, ebuild);
    Files.createDirectories(file.getParent());
    Path temporary = Files.createTempFile(file.getParent(), "new", ".tmp");
    Files.writeString(temporary, text.append(END), StandardCharsets.UTF_8);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(Cpv cpv, byte[] ebuild) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((generator + "\0" + cpv + "\0").getBytes(StandardCharsets.UTF_8));
      String name = HexFormat.of().formatHex(digest.digest(ebuild), 0, 20);
      return directory.resolve(name.substring(0, 2)).resolve(name.substring(2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
