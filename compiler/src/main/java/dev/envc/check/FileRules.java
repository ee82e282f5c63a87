package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.SystemConfig.AddedFile;
import dev.envc.model.SystemConfig.FileContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Files to add.
final class FileRules implements RuleGroup<List<AddedFile>> {
  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;
  private static final int DEVICE_MODE = 0600;
  private static final int LINK_MODE = 0777;

  private final Leaves leaves;
  private final Diagnostics diagnostics;
  private final LocalFiles sources;

  FileRules(Leaves leaves, Diagnostics diagnostics, CheckSettings settings) {
    this.leaves = leaves;
    this.diagnostics = diagnostics;
    this.sources = new LocalFiles(diagnostics, settings);
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
      return view.scalar("source").flatMap(sources::file).map(f -> f);
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
}
