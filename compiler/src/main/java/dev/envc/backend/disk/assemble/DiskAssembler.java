package dev.envc.backend.disk.assemble;

import dev.envc.backend.Image;
import dev.envc.backend.disk.assemble.Disk.Placed;
import dev.envc.backend.disk.boot.BootException;
import dev.envc.backend.disk.boot.BootFiles;
import dev.envc.backend.disk.boot.BootInputs;
import dev.envc.backend.disk.boot.BootPlan;
import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.backend.disk.boot.TreeFiles;
import dev.envc.backend.disk.boot.TreeFiles.Found;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.backend.disk.verity.Verity;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// From an assembled environment and a layout to a disk: cuts the tree by mount points, adds what
/// the root needs on this disk, makes every file system, then the boot files (which may name the
/// root's hash), then puts all in its place.
public final class DiskAssembler {
  private final Image image;
  private final DiskLayout layout;
  private final Ids ids;
  private final FileSystems fileSystems;
  private final TreeFiles environment;
  private final Diagnostics problems = new Diagnostics();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, SparseImage> images = new HashMap<>();
  private final Map<String, Verity> hashes = new LinkedHashMap<>();
  private Map<String, TreeEdit> trees = Map.of();

  public DiskAssembler(Image image, DiskLayout layout, ReadOnlyImages readOnly) {
    this.image = image;
    this.layout = layout;
    this.ids = new Ids(image.environment().artifactName(), image.lockDigest(), layout);
    this.fileSystems = new FileSystems(ids, seconds(), readOnly);
    this.environment = new TreeFiles(image.root().tree());
  }

  public Disk assemble() throws IOException, UserErrorException {
    trees = new PartitionTrees(image.root().tree(), layout.partitions(), seconds()).cut();
    addFiles();
    layout.partitions().stream()
        .filter(p -> p.mount().equals("/") && p.copyOf().isEmpty())
        .forEach(p -> notes.addAll(new RootFiles(image, layout, ids).write(tree(p))));
    Optional<Inputs> inputs = inputs();
    var areas = new RawAreas(environment, problems).read(layout);
    problems.throwIfErrors();
    for (Partition p : layout.partitions()) {
      if (!isBoot(p) && !(p.size() instanceof Partition.Size.Rest)) {
        make(p, 0);
      }
    }
    writeBootFiles(inputs);
    for (Partition p : layout.partitions()) {
      if (isBoot(p) && !(p.size() instanceof Partition.Size.Rest)) {
        make(p, 0);
      }
    }
    var placement = new Placement(layout, ids);
    for (Partition p : layout.partitions()) {
      if (p.size() instanceof Partition.Size.Rest) {
        make(p, placement.rest(images));
      }
    }
    List<Placed> placed = placement.place(images);
    Map<String, String> rootHashes = new HashMap<>();
    for (Partition p : layout.partitions()) {
      Optional.ofNullable(hashes.get(p.copyOf().orElse(p.name())))
          .ifPresent(v -> rootHashes.put(p.name(), v.rootHash()));
    }
    return new Disk(layout, ids, placement.disk(placed, areas), placed, rootHashes, boot(), notes);
  }

  private long seconds() {
    return image.created().getEpochSecond();
  }

  private TreeEdit tree(Partition p) {
    return trees.getOrDefault(p.copyOf().orElse(p.name()), TreeEdit.empty(seconds()));
  }

  private FileTree boot() {
    return layout.partitions().stream()
        .filter(this::isBoot)
        .findFirst()
        .map(p -> tree(p).build())
        .orElseGet(() -> new FileTree(List.of()));
  }

  private boolean isBoot(Partition p) {
    return layout.boot().method() != DiskLayout.Boot.Method.NONE
        && p.name().equals(layout.boot().partition());
  }

  /// The `files` of the partitions.
  private void addFiles() {
    Map<String, TreeEdit> all = new HashMap<>(trees);
    for (Partition p : layout.partitions()) {
      TreeEdit edit = all.computeIfAbsent(p.name(), _ -> TreeEdit.empty(seconds()));
      p.files()
          .forEach(
              (to, from) -> {
                Optional<Found> file = environment.file(from);
                file.ifPresentOrElse(
                    f -> edit.file(to, f.content()),
                    () ->
                        problems.add(
                            Diagnostic.error(
                                DiskCode.FILE_MISSING,
                                p.span(),
                                "The environment has no file " + from + ".")));
              });
    }
    trees = all;
  }

  private record Inputs(Found kernel, Optional<Found> initramfs, List<Found> dtbs) {}

  private Optional<Inputs> inputs() {
    DiskLayout.Boot boot = layout.boot();
    if (boot.method() == DiskLayout.Boot.Method.NONE) {
      return Optional.empty();
    }
    var find = new BootInputs(environment, layout.span(), problems);
    find.checkRequired(boot);
    Optional<Found> kernel = find.kernel(boot);
    Optional<Found> initramfs = find.initramfs(boot);
    List<Found> dtbs = find.dtbs(boot);
    return kernel.map(k -> new Inputs(k, initramfs, dtbs));
  }

  private void make(Partition p, long rest) throws IOException, UserErrorException {
    if (p.copyOf().isPresent()) {
      images.put(p.name(), made(p.copyOf().get()));
      return;
    }
    if (p.fileSystem() == Partition.FileSystem.VERITY) {
      String source = p.source().orElse("");
      Verity v = Verity.of(made(source), ids.fileSystem(p));
      hashes.put(source, v);
      if (!layout.root().slots()) {
        ids.give(source, half(v.rootHash(), 0));
        ids.give(p.name(), half(v.rootHash(), 32));
      }
      images.put(p.name(), v.image());
      return;
    }
    var tree =
        p.fileSystem() == Partition.FileSystem.RAW
            ? image.root().tree()
            : BootLinks.resolved(p, tree(p).build(), notes);
    images.put(p.name(), fileSystems.write(p, tree, rest));
  }

  /// A half of a root hash as an id.
  private static UUID half(String hash, int from) {
    return new UUID(
        Long.parseUnsignedLong(hash, from, from + 16, 16),
        Long.parseUnsignedLong(hash, from + 16, from + 32, 16));
  }

  private SparseImage made(String name) {
    SparseImage made = images.get(name);
    if (made == null) {
      throw new IllegalStateException("no image of " + name);
    }
    return made;
  }

  private void writeBootFiles(Optional<Inputs> inputs) throws UserErrorException {
    if (inputs.isEmpty()) {
      return;
    }
    Partition p =
        layout.partitions().stream()
            .filter(this::isBoot)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("checked before"));
    Inputs in = inputs.get();
    var starts = new CommandLines(layout, ids, hashes).starts();
    var plan =
        new BootPlan(
            image.environment().artifactName(),
            image.environment().arch(),
            layout.boot(),
            in.kernel(),
            in.initramfs(),
            in.dtbs(),
            starts,
            seconds());
    try {
      new BootFiles(plan, tree(p), p.mount()).write(environment);
    } catch (BootException e) {
      throw new UserErrorException(
          Diagnostic.error(DiskCode.FILE_MISSING, layout.span(), e.sentence()));
    }
  }
}
