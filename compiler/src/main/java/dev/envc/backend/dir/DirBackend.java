package dev.envc.backend.dir;

import dev.envc.backend.Artifact;
import dev.envc.backend.Backend;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.BackendSetting;
import dev.envc.backend.Image;
import dev.envc.backend.Settings;
import dev.envc.backend.archive.ContentKey;
import dev.envc.backend.archive.PartialFile;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Node;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Lays the root out as a directory. As root it is exact; as another user everything belongs to
/// that user, device nodes and protected attributes are missing, and the `.mtree` file beside it
/// (mtree(5)) says what each entry should be.
public final class DirBackend implements Backend {
  @Override
  public String name() {
    return "dir";
  }

  @Override
  public String description() {
    return "the root as a directory, with an mtree file of what it should be";
  }

  @Override
  public List<BackendSetting> settings() {
    return List.of();
  }

  @Override
  public List<Diagnostic> check(Environment environment) {
    return Settings.of(environment, "dir", settings()).problems();
  }

  @Override
  public List<Artifact> build(BackendRequest request) throws IOException, UserErrorException {
    var problems = new ArrayList<Diagnostic>();
    request.images().forEach(i -> problems.addAll(check(i.environment())));
    if (problems.stream().anyMatch(Diagnostic::isError)) {
      throw new UserErrorException(problems);
    }
    var artifacts = new ArrayList<Artifact>();
    for (Image image : request.images()) {
      artifacts.add(write(image, request));
    }
    return artifacts;
  }

  private static Artifact write(Image image, BackendRequest request) throws IOException {
    Environment environment = image.environment();
    String stem = environment.artifactName() + "-" + environment.arch().keyword();
    Path target = request.outputDirectory().resolve(stem);
    FileTree tree = image.root().tree();
    try (PartialFile directory = PartialFile.directory(target);
        PartialFile sidecar =
            PartialFile.file(request.outputDirectory().resolve(stem + ".mtree"))) {
      new Materializer(directory.path()).write(tree);
      try (Writer out = Files.newBufferedWriter(sidecar.path())) {
        Mtree.write(tree, out);
      }
      directory.commit();
      sidecar.commit();
    }
    long size =
        tree.entries().stream()
            .mapToLong(e -> e.node() instanceof Node.Regular(var content) ? content.size() : 0)
            .sum();
    return new Artifact(
        environment.artifactName(),
        "dir",
        environment.arch().keyword(),
        target,
        "inode/directory",
        "sha256:" + ContentKey.of(tree.entries()),
        size);
  }
}
