import dev.envc.tree.Repository;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.load.TreeStore;
import dev.envc.tree.metadata.BashGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Opens trees twice and says how long it took. Arguments: a cache directory, then trees.
public final class TreeBench {
  private TreeBench() {}

  public static void main(String[] arguments) throws Exception {
    List<TreeRequest> requests = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      String[] parts = arguments[i].split("@", 2);
      requests.add(
          parts.length == 2
              ? TreeRequest.git("tree" + i, parts[0], parts[1])
              : TreeRequest.directory("tree" + i, Path.of(parts[0])));
    }
    Path cache = Path.of(arguments[0]);
    for (String when : List.of("first", "again")) {
      long start = System.nanoTime();
      var generator = new BashGenerator(cache.resolve("metadata"), System.getenv("PATH"));
      try (Trees trees = new TreeStore(cache, generator).open(requests)) {
        long opened = System.nanoTime();
        int ebuilds = 0;
        for (Repository r : trees.repositories()) {
          ebuilds += r.index().ebuildCount();
        }
        long unusable =
            trees.packages().stream()
                .flatMap(p -> trees.versions(p).stream())
                .filter(e -> e.problem().isPresent())
                .count();
        long parsed = System.nanoTime();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
            "%s: open %d ms; %d ebuilds, %d unusable, all parsed in %d ms; heap %d MB%n",
            when,
            (opened - start) / 1_000_000,
            ebuilds,
            unusable,
            (parsed - opened) / 1_000_000,
            (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000);
      }
    }
  }
}
