package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.SystemConfig.AddedFile;
import dev.envc.model.SystemConfig.FileContent;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Files to add. A local source is read here: it lies below the project that holds the manifest,
/// also after following symbolic links, so that a manifest from elsewhere cannot put files of the
/// machine that compiles into an image.
final class FileRules implements RuleGroup<List<AddedFile>> {
  /// The largest local file that a manifest may add.
  static final int MAX_SOURCE = 64 * 1024 * 1024;

  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;
  private static final int DEVICE_MODE = 0600;
  private static final int LINK_MODE = 0777;

  private final Leaves leaves;
  private final Diagnostics diagnostics;
  private final CheckSettings settings;

  FileRules(Leaves leaves, Diagnostics diagnostics, CheckSettings settings) {
    this.leaves = leaves;
    this.diagnostics = diagnostics;
    this.settings = settings;
  }

  @Override
  public Set<ManifestCode> codes() {
    return Set.of(ManifestCode.FILE_SOURCE, ManifestCode.MISSING_FIELD);
  }

  @Override
  public List<AddedFile> check(View environment) {
    var files = new ArrayList<AddedFile>();
    for (Mapping.Entry entry : environment.entries("files")) {
      if (entry.value() instanceof Mapping m) {
        file(entry.key(), new View(m)).ifPresent(files::add);
      }
    }
    return files;
  }

  private Optional<AddedFile> file(Scalar key, View view) {
    Optional<String> path = leaves.places.imagePath(key);
    Optional<FileContent> content = content(key, view);
    if (path.isEmpty() || content.isEmpty()) {
      return Optional.empty();
    }
    int usual =
        switch (content.get()) {
          case FileContent.Text _, FileContent.Local _ -> FILE_MODE;
          case FileContent.Directory _ -> DIRECTORY_MODE;
          case FileContent.Symlink _ -> LINK_MODE;
          case FileContent.Device _ -> DEVICE_MODE;
        };
    return Optional.of(
        new AddedFile(
            path.get(),
            content.get(),
            view.scalar("mode").flatMap(leaves.system::mode).orElse(usual),
            view.scalar("owner").flatMap(leaves.system::owner).orElse("root"),
            view.scalar("group").flatMap(leaves.system::owner).orElse("root"),
            key.span()));
  }

  private Optional<FileContent> content(Scalar key, View view) {
    if (view.scalar("text").isPresent()) {
      return view.text("text").map(FileContent.Text::new);
    }
    if (view.scalar("link").isPresent()) {
      return view.text("link").map(FileContent.Symlink::new);
    }
    if (view.scalar("source").isPresent()) {
      return view.scalar("source").flatMap(this::bytes);
    }
    if (view.scalar("device").isPresent()) {
      return view.scalar("device")
          .flatMap(leaves.system::device)
          .map(
              m ->
                  new FileContent.Device(
                      m.group(1).equals("b"),
                      Integer.parseInt(m.group(2)),
                      Integer.parseInt(m.group(3))));
    }
    if (view.text("directory").map("true"::equals).orElse(false)) {
      return Optional.of(new FileContent.Directory());
    }
    if (!view.has("directory")) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.MISSING_FIELD, key.span(), "`" + key.text() + "` has no content.")
              .hint("Add one of `text`, `source`, `link`, `directory` and `device`."));
    }
    return Optional.empty();
  }

  private Optional<FileContent> bytes(Scalar source) {
    Optional<Path> base = settings.directories().apply(source.span().file());
    if (base.isEmpty()) {
      return refused(source, "This module is no local file: it has no files beside it.");
    }
    try {
      Path written = Path.of(source.text());
      if (written.isAbsolute()) {
        return refused(source, "A source is relative to the manifest.");
      }
      Path real = settings.files().real(base.get().resolve(written));
      if (!real.startsWith(settings.files().real(settings.fileRoot()))) {
        return refused(source, "The file lies outside the project that holds the manifest.");
      }
      byte[] bytes = settings.files().read(real, MAX_SOURCE);
      return Optional.of(
          new FileContent.Local(source.text(), real, bytes.length, "sha256:" + sha256(bytes)));
    } catch (InvalidPathException e) {
      return refused(source, "This is not a path.");
    } catch (NoSuchFileException e) {
      return refused(source, "There is no such file beside the manifest.");
    } catch (FileAccess.TooLargeException e) {
      return refused(source, "The file is larger than " + MAX_SOURCE / (1024 * 1024) + " MiB.");
    } catch (IOException e) {
      return refused(source, "The file cannot be read: " + e.getMessage() + ".");
    }
  }

  private Optional<FileContent> refused(Scalar source, String message) {
    diagnostics.add(Diagnostic.error(ManifestCode.FILE_SOURCE, source.span(), message));
    return Optional.empty();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
