package dev.envc.backend.disk;

import dev.envc.backend.Artifact;
import dev.envc.backend.Backend;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.BackendSetting;
import dev.envc.backend.Image;
import dev.envc.backend.disk.assemble.Disk;
import dev.envc.backend.disk.assemble.DiskAssembler;
import dev.envc.backend.disk.board.Boards;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.LayoutReader;
import dev.envc.backend.disk.output.ImageFiles;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.MachineCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.model.SettingValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// `--backend disk`: images that are written to a medium and boot.
public final class DiskBackend implements Backend {
  /// For the service loader.
  public DiskBackend() {}

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public String description() {
    return "flashable disk images: partitions, file systems, boot files, for boards and UEFI";
  }

  @Override
  public List<BackendSetting> settings() {
    return DiskSettings.ALL;
  }

  @Override
  public List<Diagnostic> check(Environment environment) {
    var problems = new Diagnostics();
    layout(environment, problems);
    return problems.toList();
  }

  @Override
  public List<Artifact> build(BackendRequest request) throws IOException, UserErrorException {
    List<Artifact> all = new ArrayList<>();
    for (Image image : request.images()) {
      all.addAll(build(image, request));
    }
    return all;
  }

  private static DiskLayout layout(Environment environment, Diagnostics problems) {
    SettingValue.MapValue settings =
        environment
            .output("disk")
            .orElseGet(() -> new SettingValue.MapValue(new LinkedHashMap<>(), environment.span()));
    return LayoutReader.read(Boards.under(settings), environment.arch(), problems);
  }

  private static List<Artifact> build(Image image, BackendRequest request)
      throws IOException, UserErrorException {
    var problems = new Diagnostics();
    DiskLayout layout = layout(image.environment(), problems);
    problems.throwIfErrors();
    Environment e = image.environment();
    String name = e.artifactName() + "-" + e.arch().keyword();
    Path work = Files.createTempDirectory(request.outputDirectory(), ".disk-");
    try {
      request.progress().progress("laying out " + name, 0, 0);
      Disk disk = new DiskAssembler(image, layout, new SquashAndErofs(work)).assemble();
      request.progress().progress("writing " + name, 0, disk.image().size());
      List<ImageFiles.Written> files = new ArrayList<>(new ImageFiles(work, name).write(disk));
      files.addAll(new UpdateFiles(work, name).write(disk, image));
      return publish(image, files, request.outputDirectory());
    } catch (IOException x) {
      throw full(x);
    } finally {
      delete(work);
    }
  }

  /// A full disk is the user's to mend; any other failure of the machine is not.
  private static UserErrorException full(IOException x) throws IOException {
    String message = String.valueOf(x.getMessage());
    if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
      return new UserErrorException(
          Diagnostic.error(
                  MachineCode.DISK_FULL,
                  "The disk with the output folder is full: no image was written.")
              .hint("Make room, or choose another folder."));
    }
    throw x;
  }

  private static List<Artifact> publish(Image image, List<ImageFiles.Written> files, Path folder)
      throws IOException {
    Environment e = image.environment();
    List<Artifact> artifacts = new ArrayList<>();
    for (ImageFiles.Written w : files) {
      Path target = folder.resolve(w.path().getFileName());
      Files.move(
          w.path(), target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      artifacts.add(
          new Artifact(
              e.artifactName(),
              "disk",
              e.arch().keyword(),
              target,
              w.mediaType(),
              "sha256:" + w.sha256(),
              w.size()));
    }
    return artifacts;
  }

  private static void delete(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(work);
  }
}
