import dev.envc.pms.Atom;
import dev.envc.resolve.Outcome;
import dev.envc.resolve.Request;
import dev.envc.resolve.Resolution;
import dev.envc.resolve.Resolver;
import dev.envc.resolve.TreeUniverse;
import dev.envc.resolve.Wish;
import dev.envc.tree.Repository;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.load.TreeStore;
import dev.envc.tree.metadata.NoBash;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.EffectiveConfigReader;
import dev.envc.tree.profile.PortageConfig;
import dev.envc.tree.profile.ProfileRepository;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Resolves requests in one JVM: the first time, and in the median of 60 runs after that, in
/// milliseconds of processor time. Arguments: a cache directory, PROFILE, REPOSITORY=DIRECTORY…,
/// then atoms.
public final class ResolveBench {
  private static final int RUNS = 60;

  private ResolveBench() {}

  public static void main(String[] arguments) throws Exception {
    List<TreeRequest> requests = new ArrayList<>();
    List<String> atoms = new ArrayList<>();
    for (String argument : List.of(arguments).subList(2, arguments.length)) {
      String[] parts = argument.split("=", 2);
      if (parts.length == 2 && !parts[0].isEmpty()) {
        requests.add(TreeRequest.directory(parts[0], Path.of(parts[1])));
      } else {
        atoms.add(argument);
      }
    }
    try (Trees trees = new TreeStore(Path.of(arguments[0]), new NoBash()).open(requests)) {
      EffectiveConfig config = config(trees, arguments[1]);
      var universe = new TreeUniverse(trees, config);
      List<Double> medians = new ArrayList<>();
      for (String atom : atoms) {
        double first = run(universe, atom);
        for (int i = 0; i < RUNS; i++) {
          run(universe, atom);
        }
        double[] times = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
          times[i] = run(universe, atom);
        }
        double median = median(times);
        medians.add(median);
        System.out.printf(
            "%-40s %5s packages  first %8.1f ms  hot %7.2f ms%n",
            atom, count(universe, atom), first, median);
      }
      double all = median(medians.stream().mapToDouble(Double::doubleValue).toArray());
      System.out.printf("median of %d requests, hot: %.2f ms%n", atoms.size(), all);
    }
  }

  private static EffectiveConfig config(Trees trees, String profile) throws Exception {
    var repositories = new ArrayList<ProfileRepository>();
    String holder = "";
    for (Repository repository : trees.repositories()) {
      repositories.add(ProfileRepository.read(repository.name(), repository.files(), List.of()));
      if (!repository.files().list("profiles/" + profile).isEmpty()) {
        holder = repository.name();
      }
    }
    var user = PortageConfig.read(Map.of(), new ArrayList<>());
    return EffectiveConfigReader.read(repositories, holder, profile, user);
  }

  private static double run(TreeUniverse universe, String atom) {
    long start = cpu();
    resolve(universe, atom);
    return (cpu() - start) / 1e6;
  }

  /// Processor time of this thread: other work on the machine disturbs it less than wall time.
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Outcome resolve(TreeUniverse universe, String atom) {
    var wish = Wish.of(Atom.parse(atom));
    return new Resolver().resolve(Request.runtime(List.of(wish)), universe);
  }

  private static String count(TreeUniverse universe, String atom) {
    return resolve(universe, atom) instanceof Resolution resolution
        ? String.valueOf(resolution.packages().size())
        : "no";
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
