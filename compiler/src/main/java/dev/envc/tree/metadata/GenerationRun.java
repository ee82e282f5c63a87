package dev.envc.tree.metadata;

import dev.envc.pms.Cpv;
import dev.envc.pms.Eapi;
import dev.envc.tree.IndexedEbuild;
import dev.envc.tree.IndexedEbuild.Origin;
import dev.envc.tree.MetadataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Generates the metadata of many ebuilds that share eclasses. The files that bash is to source
/// stand in a directory of their own for as long as this is open.
final class GenerationRun implements AutoCloseable {
  private static final long SECONDS_PER_EBUILD = 60;

  private final Bash bash;
  private final String path;
  private final Path files;
  private final Eclasses eclasses;
  private final GeneratedCache kept;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final AtomicInteger sourced = new AtomicInteger();
  private @Nullable Sandbox sandbox;

  GenerationRun(
      Bash bash, String path, Path cache, byte[] script, Eclasses eclasses, GeneratedCache kept)
      throws IOException {
    this.bash = bash;
    this.path = path;
    this.eclasses = eclasses;
    this.kept = kept;
    Files.createDirectories(cache);
    this.files = Files.createTempDirectory(cache.toRealPath(), "run");
    Files.write(files.resolve(BashGenerator.SCRIPT), script);
  }

  Sandbox sandbox() {
    return sandbox == null ? Sandbox.NONE : sandbox;
  }

  /// How many ebuilds bash really sourced.
  int sourced() {
    return sourced.get();
  }

  List<IndexedEbuild> all(List<EbuildText> ebuilds) throws IOException {
    var next = new AtomicInteger();
    var results = new IndexedEbuild[ebuilds.size()];
    int threads = Math.max(1, Math.min(ebuilds.size(), Runtime.getRuntime().availableProcessors()));
    var tasks = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < threads; i++) {
      String name = "ebuild-" + i;
      tasks.add(
          () -> {
            try (var station = new Station(name)) {
              for (int n = next.getAndIncrement(); n < results.length; n = next.getAndIncrement()) {
                results[n] = station.process(ebuilds.get(n));
              }
            }
            return true;
          });
    }
    run(tasks);
    return List.of(results);
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    try (var all = Files.walk(files)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(p);
      }
    }
  }

  private static void run(List<Callable<Boolean>> tasks) throws IOException {
    try (ExecutorService pool = Executors.newFixedThreadPool(tasks.size())) {
      for (Future<Boolean> f : pool.invokeAll(tasks)) {
        f.get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IOException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// What has to stand ready before the first ebuild is sourced: not when the cache has them all.
  private synchronized Sandbox prepared() throws IOException {
    Sandbox s = sandbox;
    if (s == null) {
      Path directory = Files.createDirectory(files.resolve("eclass"));
      for (Eclass eclass : eclasses.all().values()) {
        Files.write(directory.resolve(eclass.name() + ".eclass"), eclass.text());
      }
      s = Sandbox.find(bash, path, files);
      sandbox = s;
    }
    return s;
  }

  /// What a path among the files is called outside.
  private String shown(String place, EbuildText ebuild) {
    Path file = Path.of(place).getFileName();
    String name = file == null ? "" : file.toString();
    if (name.endsWith(".eclass")) {
      String eclass = name.substring(0, name.length() - ".eclass".length());
      return eclasses.named(eclass).map(Eclass::shown).orElse(name);
    }
    return ebuild.shown();
  }

  /// One thread's worker and the file into which it is given ebuilds.
  private final class Station implements AutoCloseable {
    private final String name;
    private @Nullable BashWorker worker;

    Station(String name) {
      this.name = name;
    }

    IndexedEbuild process(EbuildText ebuild) throws IOException {
      byte[] text = ebuild.text().read();
      Cpv cpv = ebuild.cpv();
      Optional<String> eapi = EapiHead.of(text);
      if (eapi.isEmpty()) {
        return Answer.broken(cpv.version(), "It assigns an empty EAPI.");
      }
      Optional<Eapi> known = Eapi.of(eapi.get());
      if (known.isEmpty()) {
        var only = Map.of(MetadataKey.EAPI, eapi.get());
        return new IndexedEbuild(cpv.version(), Origin.GENERATED, only, Optional.empty());
      }
      if (!bash.runs(known.get())) {
        return tooOld(cpv, known.get());
      }
      Optional<IndexedEbuild> before = kept.find(cpv, text, eclasses);
      if (before.isPresent()) {
        return before.get();
      }
      IndexedEbuild result = source(ebuild, text, eapi.get());
      sourced.incrementAndGet();
      kept.keep(cpv, text, result, eclasses);
      return result;
    }

    private IndexedEbuild tooOld(Cpv cpv, Eapi eapi) {
      String problem =
          "EAPI "
              + eapi
              + " needs bash "
              + eapi.bashVersion()
              + " or newer, and this machine has "
              + bash.version()
              + ".";
      return new IndexedEbuild(
          cpv.version(),
          Origin.UNREADABLE_HERE,
          Map.of(MetadataKey.EAPI, eapi.toString()),
          Optional.of(problem));
    }

    private IndexedEbuild source(EbuildText ebuild, byte[] text, String eapi) throws IOException {
      Path file = files.resolve(name);
      Files.write(file, text);
      var version = ebuild.cpv().version();
      String revision = version.hasRevision() ? "r" + version.revision() : "r0";
      List<String> request =
          List.of(
              file.toString(),
              ebuild.cpv().name().category(),
              ebuild.cpv().name().name(),
              version.upstream(),
              revision,
              eapi,
              files.resolve("eclass").toString());
      for (int attempt = 0; attempt < 2; attempt++) {
        Optional<String> answer = worker().ask(request);
        if (answer.isPresent()) {
          return new Answer(answer.get(), place -> shown(place, ebuild)).toEbuild(version, eapi);
        }
        close();
      }
      return Answer.broken(
          version,
          ebuild.shown()
              + ": bash gave no answer; it was killed, or used too much memory or time.");
    }

    private BashWorker worker() throws IOException {
      BashWorker w = worker;
      if (w == null) {
        Sandbox s = prepared();
        Path scratch = Files.createTempDirectory(files, "scratch");
        List<String> script = List.of(files.resolve(BashGenerator.SCRIPT).toString());
        w =
            BashWorker.start(
                s.command(bash, path, files, scratch, script), clock, SECONDS_PER_EBUILD);
        worker = w;
      }
      return w;
    }

    @Override
    public void close() {
      if (worker != null) {
        worker.close();
        worker = null;
      }
    }
  }
}
