import dev.envc.backend.Backend;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.Image;
import dev.envc.backend.ProgressListener;
import dev.envc.backend.disk.DiskBackend;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.driver.ManifestLoader;
import dev.envc.lock.Digest;
import dev.envc.model.Environment;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.LocalContent;
import dev.envc.rootfs.PathOrder;
import dev.envc.rootfs.RootFs;
import dev.envc.source.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A disk image of a directory. Arguments: the manifest with the settings, the directory, where the
/// image goes. Prints seconds of the backend alone, and the most memory this process had.
public final class DiskBench {
  private DiskBench() {}

  public static void main(String[] arguments) throws Exception {
    var problems = new Diagnostics();
    var settings =
        new ManifestLoader.Settings(FileAccess.LOCAL, Map.of(), new TreeSet<>(List.of("disk")));
    Environment environment =
        ManifestLoader.load(Path.of(arguments[0]), settings, problems)
            .orElseThrow()
            .environments()
            .getFirst();
    var root = new RootFs(tree(Path.of(arguments[1])), List.of(), RootFs.Report.empty());
    var image = new Image(environment, root, "sha256:" + "0".repeat(64), Instant.EPOCH);
    Path out = Files.createDirectories(Path.of(arguments[2]));
    Backend backend = new DiskBackend();
    long start = System.nanoTime();
    backend.build(new BackendRequest(List.of(image), out, out, ProgressListener.NONE));
    double seconds = (System.nanoTime() - start) / 1e9;
    String memory =
        Files.readString(Path.of("/proc/self/status"))
            .lines()
            .filter(l -> l.startsWith("VmHWM"))
            .findFirst()
            .orElse("")
            .replaceAll("[^0-9]", "");
    System.out.printf("%.1f s, %d MiB%n", seconds, Long.parseLong(memory) / 1024);
  }

  private static FileTree tree(Path directory) throws Exception {
    var digest = new Digest(Digest.Algorithm.SHA256, "0".repeat(64));
    var entries = new TreeMap<String, FileTree.Entry>(PathOrder.INSTANCE);
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path p : all.toList()) {
        String path = directory.relativize(p).toString();
        FileTree.Node node =
            Files.isDirectory(p)
                ? new FileTree.Node.Directory()
                : new FileTree.Node.Regular(new LocalContent(p, Files.size(p), digest));
        int mode = Files.isDirectory(p) ? 0755 : 0644;
        entries.put(
            path,
            new FileTree.Entry(path, node, mode, 0, 0, 0, 0, new TreeMap<>(), "bench/root-1"));
      }
    }
    return new FileTree(List.copyOf(entries.values()));
  }
}
