package dev.envc.tree.directory;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.tree.TreeReadException;
import dev.envc.tree.TreeSource;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A plain directory for local work, pinned by the digest of its content ([ContentDigest]). What is
/// read later is compared with that digest, so that a change in between is noticed.
public final class DirectoryTree implements TreeSource {
  static final long MAX_FILE = 64L << 20;

  private final Path root;
  private final Path realRoot;
  private final ContentDigest digest;

  private DirectoryTree(Path root, Path realRoot, ContentDigest digest) {
    this.root = root;
    this.realRoot = realRoot;
    this.digest = digest;
  }

  /// Reads and digests a directory; `cache` keeps the digests of files that did not change.
  public static DirectoryTree open(Path root, Path cache) throws IOException {
    Path real = root.toRealPath();
    return new DirectoryTree(root, real, ContentDigest.of(real, cache));
  }

  @Override
  public String revision() {
    return digest.revision();
  }

  @Override
  public Optional<Instant> date() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Optional<Path> place = resolve(path);
    return place.isPresent() && Files.isRegularFile(place.get())
        ? Optional.of(bytes(place.get()))
        : Optional.empty();
  }

  @Override
  public List<String> list(String directory) throws IOException {
    var names = new ArrayList<String>();
    for (Entry e : entries(directory)) {
      switch (e.kind()) {
        case FILE -> names.add(e.name());
        case DIRECTORY -> names.add(e.name() + "/");
        case LINK ->
            resolve(e.path())
                .ifPresent(p -> names.add(Files.isDirectory(p) ? e.name() + "/" : e.name()));
        case SUBMODULE -> {}
      }
    }
    return List.copyOf(names);
  }

  @Override
  public List<Entry> entries(String directory) throws IOException {
    Optional<Path> place = resolve(directory);
    return place.isPresent() ? digest.entries(relative(place.get()), directory) : List.of();
  }

  @Override
  public byte[] content(Entry entry) throws IOException {
    return resolve(entry.path())
        .filter(Files::isRegularFile)
        .map(this::bytesUnchecked)
        .orElseThrow(() -> changed(entry.path()))
        .get();
  }

  @Override
  public void close() {}

  private interface Bytes {
    byte[] get() throws IOException;
  }

  private Bytes bytesUnchecked(Path file) {
    return () -> bytes(file);
  }

  private byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE) {
      throw new TreeReadException(
          Diagnostic.error(
              TreeCode.TOO_LARGE, file + " has " + Files.size(file) + " bytes, too many to read."));
    }
    byte[] content = Files.readAllBytes(file);
    if (!digest.hasFile(relative(file), content)) {
      throw changed(relative(file));
    }
    return content;
  }

  private Optional<Path> resolve(String path) throws IOException {
    try {
      Path real = realRoot.resolve(path).toRealPath();
      if (!real.startsWith(realRoot)) {
        throw unsafe(path, "leads out of the tree");
      }
      return Optional.of(real);
    } catch (NoSuchFileException | InvalidPathException _) {
      return Optional.empty();
    } catch (FileSystemLoopException _) {
      throw unsafe(path, "goes round in a loop of links");
    } catch (FileSystemException e) {
      if (String.valueOf(e.getReason()).contains("Too many levels")) {
        throw unsafe(path, "goes round in a loop of links");
      }
      if (String.valueOf(e.getReason()).contains("Not a directory")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String relative(Path real) {
    return realRoot.relativize(real).toString();
  }

  private TreeReadException unsafe(String path, String how) {
    return new TreeReadException(
        Diagnostic.error(
            TreeCode.UNSAFE_LINK, "The path " + path + " of " + root + " " + how + "."));
  }

  private TreeReadException changed(String path) {
    return new TreeReadException(
        Diagnostic.error(
                TreeCode.DIRECTORY_CHANGED,
                "The file " + path + " of " + root + " changed while it was read.")
            .hint("Run the command again when nothing writes there."));
  }
}
