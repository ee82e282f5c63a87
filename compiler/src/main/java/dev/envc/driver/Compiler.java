package dev.envc.driver;

import dev.envc.attest.signing.SigningKey;
import dev.envc.backend.Artifact;
import dev.envc.backend.Backend;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.LockCode;
import dev.envc.diagnostic.MachineCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Lock;
import dev.envc.model.Environment;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// envc as a library: the phases in order. Keeps nothing between calls but what lies in the cache
/// directory.
public final class Compiler implements AutoCloseable {
  private final CompilerSettings settings;

  public Compiler(CompilerSettings settings) {
    this.settings = settings;
  }

  /// What was checked: the names of the environments, with their arch.
  public record Checked(List<String> environments) {
    public Checked {
      environments = List.copyOf(environments);
    }
  }

  /// Something that can end in errors the user can mend.
  private interface Phase<T> {
    T run(TreePool trees, List<Diagnostic> warnings) throws IOException, UserErrorException;
  }

  /// Checks manifests; with `againstTrees` also resolves them in their pinned trees.
  public Outcome<Checked> check(
      List<Path> manifests, boolean againstTrees, SortedMap<String, String> parameters)
      throws IOException {
    return run(
        (trees, warnings) -> {
          var names = new ArrayList<String>();
          List<LoadedManifest> loaded = load(manifests, parameters, warnings);
          checkOutputs(loaded, warnings);
          for (LoadedManifest manifest : loaded) {
            if (againstTrees) {
              var locking = new Locking(settings, manifest, trees.open(manifest, warnings));
              locking.resolve();
              warnings.addAll(locking.warnings());
            }
            manifest
                .manifest()
                .environments()
                .forEach(e -> names.add(e.artifactName() + " (" + e.arch() + ")"));
          }
          return new Checked(names);
        });
  }

  private void checkOutputs(List<LoadedManifest> manifests, List<Diagnostic> warnings)
      throws IOException, UserErrorException {
    try (var outputs = new OutputCheck(settings.plugins())) {
      var found = new Diagnostics();
      found.addAll(
          outputs.of(
              manifests.stream().flatMap(m -> m.manifest().environments().stream()).toList()));
      found.throwIfErrors();
      warnings.addAll(found.toList());
    }
  }

  /// Makes the locks of manifests current, or finds out that they are not.
  public Outcome<List<LockResult>> lock(
      List<Path> manifests, LockMode mode, SortedMap<String, String> parameters)
      throws IOException {
    return run(
        (trees, warnings) -> {
          var results = new ArrayList<LockResult>();
          for (LoadedManifest manifest : load(manifests, parameters, warnings)) {
            results.add(lock(manifest, mode, trees, warnings).result());
          }
          return results;
        });
  }

  /// Compiles manifests into artefacts.
  public Outcome<Compiled> compile(CompileRequest request) throws IOException {
    return run(
        (trees, warnings) -> {
          try (Backends backends = Backends.discover(settings.plugins())) {
            Backend backend = backends.require(request.backend());
            var pushing = new Pushing(settings, backend, request.push());
            List<LoadedManifest> manifests =
                load(request.manifests(), request.parameters(), warnings);
            pushing.check(names(manifests, request), request.tags());
            Optional<AttestOptions.Key> file = request.attest().key();
            Optional<SigningKey> key =
                file.isPresent() ? Optional.of(KeyFiles.signing(file.get())) : Optional.empty();
            var artifacts = new ArrayList<Artifact>();
            var beside = new ArrayList<CompiledArtifact.SideFile>();
            var findings = new ArrayList<Compiled.Finding>();
            var changes = new TreeMap<Path, LayerChanges>();
            for (LoadedManifest manifest : manifests) {
              var building = new Building(settings, backend, request, key);
              Building.Built built = compile(manifest, request, building, trees, warnings);
              artifacts.addAll(built.artifacts());
              beside.addAll(built.sideFiles());
              changes.putAll(built.changes());
              findings.addAll(building.findings());
            }
            List<CompiledArtifact.Pushed> pushed = pushing.push(artifacts, request.tags());
            return new Compiled(
                artifacts.stream()
                    .map(a -> compiled(a, pushed, Optional.ofNullable(changes.get(a.path()))))
                    .toList(),
                beside,
                findings);
          }
        });
  }

  /// The root of one environment of a manifest as a directory in the cache, to be started there;
  /// made unless it is there. Of several arches that of this machine is meant, of several variants
  /// the manifest itself.
  public Outcome<Root> root(
      Path manifest,
      LockMode mode,
      List<String> arches,
      List<String> variants,
      SortedMap<String, String> parameters,
      String envc)
      throws IOException {
    var request =
        new CompileRequest(
            List.of(manifest),
            "dir",
            settings.cacheDirectory().resolve("roots"),
            mode,
            arches,
            variants,
            Selector.ALL,
            parameters,
            new PushTarget(List.of(), false),
            List.of(),
            new TreeMap<>(),
            new AttestOptions(Optional.empty(), false, Optional.empty(), envc));
    return run(
        (trees, warnings) -> {
          try (Backends backends = Backends.discover(settings.plugins())) {
            LoadedManifest loaded =
                load(request.manifests(), request.parameters(), warnings).getFirst();
            Environment environment = loaded.one(arches, variants);
            var building =
                new Building(settings, backends.require("dir"), request, Optional.empty());
            building.check(List.of(environment));
            Lock lock = lock(loaded, mode, trees, warnings).lock();
            Root root = building.root(loaded, lock, environment);
            warnings.addAll(building.warnings());
            return root;
          }
        });
  }

  /// Verifies artefacts against a public key.
  public Outcome<List<Verified>> verify(VerifyRequest request) throws IOException {
    return run(
        (_, _) -> {
          try (Backends backends = Backends.discover(settings.plugins())) {
            return new Verification(backends, KeyFiles.verifying(request.key()), request.insecure())
                .run(request.targets());
          }
        });
  }

  /// What a machine that has one artefact must fetch for another; see [LayerChanges].
  public Outcome<LayerChanges> layers(Path before, Path after) throws IOException {
    return run(
        (_, _) -> {
          try (Backends backends = Backends.discover(settings.plugins())) {
            return LayerChanges.between(
                LayerChanges.require(backends, before), LayerChanges.require(backends, after));
          }
        });
  }

  /// Takes packages out of the store that no lock beside these manifests needs; only says which,
  /// when `dryRun`.
  public Outcome<Pruned> prune(List<Path> manifests, boolean dryRun) throws IOException {
    return run((_, _) -> StorePruning.run(settings, manifests, dryRun));
  }

  /// Why the lock beside a manifest holds a package, in each of its environments that has it.
  public Outcome<List<Why>> why(Path manifest, String name) throws IOException {
    return run((_, _) -> LockedReasons.of(manifest, name));
  }

  /// The versions of a package in the pinned trees under the profile and settings of a manifest.
  public Outcome<List<PackageVersion>> versions(PackageQuestion question) throws IOException {
    return ask(question, PackageQuestions::versions);
  }

  /// What sets each USE flag of a package, of the highest visible version that fits.
  public Outcome<List<UseReport>> use(PackageQuestion question) throws IOException {
    return ask(question, PackageQuestions::use);
  }

  private <T> Outcome<List<T>> ask(PackageQuestion question, PackageQuestions.Answer<T> answer)
      throws IOException {
    return run(
        (trees, warnings) -> {
          LoadedManifest manifest =
              load(List.of(question.manifest()), question.parameters(), warnings).getFirst();
          return PackageQuestions.ask(question, manifest, trees.open(manifest, warnings), answer);
        });
  }

  /// The environments of a manifest, merged, with the origin of each line.
  public Outcome<List<Origins.Shown>> show(Path manifest, SortedMap<String, String> parameters)
      throws IOException {
    var problems = new Diagnostics();
    try (var imports = new GitImports(settings.cacheDirectory(), settings.offline())) {
      List<Origins.Shown> shown =
          Origins.of(manifest, FileAccess.LOCAL, imports, parameters, problems);
      return new Outcome<>(
          problems.hasErrors() ? Optional.empty() : Optional.of(shown), problems.toList());
    }
  }

  /// The backends there are.
  public Outcome<List<BackendInfo>> backends() throws IOException {
    return run(
        (_, _) -> {
          try (Backends backends = Backends.discover(settings.plugins())) {
            return backends.all().values().stream().map(Compiler::info).toList();
          }
        });
  }

  @Override
  public void close() {}

  private Building.Built compile(
      LoadedManifest manifest,
      CompileRequest request,
      Building building,
      TreePool trees,
      List<Diagnostic> warnings)
      throws IOException, UserErrorException {
    List<Environment> environments =
        manifest.environments(request.arches(), request.variants(), request.selector());
    building.check(environments);
    Lock lock = lock(manifest, request.lockMode(), trees, warnings).lock();
    Building.Built built = building.make(manifest, lock, environments);
    warnings.addAll(building.warnings());
    return built;
  }

  /// A lock, and what was done to its file.
  private record CurrentLock(Lock lock, LockResult result) {}

  private CurrentLock lock(
      LoadedManifest manifest, LockMode mode, TreePool trees, List<Diagnostic> warnings)
      throws IOException, UserErrorException {
    LockFile file = manifest.lockFile();
    Optional<Lock> existing = mode == LockMode.UPDATE ? Optional.empty() : file.read();
    if (existing.isPresent()) {
      Staleness.check(manifest, existing.get(), settings.cacheDirectory());
      checkAges(manifest, existing.get(), warnings);
      return new CurrentLock(
          existing.get(), result(manifest, existing.get(), LockResult.Change.UNCHANGED));
    }
    if (mode == LockMode.FROZEN) {
      throw new UserErrorException(
          Diagnostic.error(LockCode.MISSING, "There is no lock " + file.path() + ".")
              .hint("Write it with `envc lock " + manifest.path() + "` and commit it."));
    }
    boolean existed = Files.exists(file.path());
    var locking = new Locking(settings, manifest, trees.open(manifest, warnings));
    Lock lock = locking.lock();
    warnings.addAll(locking.warnings());
    checkAges(manifest, lock, warnings);
    boolean changed = file.write(lock);
    LockResult.Change change =
        !changed
            ? LockResult.Change.UNCHANGED
            : existed ? LockResult.Change.UPDATED : LockResult.Change.CREATED;
    return new CurrentLock(lock, result(manifest, lock, change));
  }

  private void checkAges(LoadedManifest manifest, Lock lock, List<Diagnostic> warnings)
      throws UserErrorException {
    var problems = new Diagnostics();
    problems.addAll(PolicyCheck.ages(manifest.manifest().environments(), lock, settings.now()));
    problems.throwIfErrors();
    warnings.addAll(problems.toList());
  }

  private List<LoadedManifest> load(
      List<Path> paths, SortedMap<String, String> parameters, List<Diagnostic> warnings)
      throws IOException, UserErrorException {
    var problems = new Diagnostics();
    var loaded = new ArrayList<LoadedManifest>();
    try (Backends backends = Backends.discover(settings.plugins());
        var imports = new GitImports(settings.cacheDirectory(), settings.offline())) {
      var loading =
          new ManifestLoader.Settings(
              FileAccess.LOCAL, imports, parameters, new TreeSet<>(backends.all().keySet()));
      for (Path path : paths) {
        ManifestLoader.load(path, loading, problems)
            .ifPresent(m -> loaded.add(new LoadedManifest(path, m, loading)));
      }
    }
    problems.throwIfErrors();
    warnings.addAll(problems.toList());
    return loaded;
  }

  private static LockResult result(LoadedManifest manifest, Lock lock, LockResult.Change change) {
    int packages = lock.environments().stream().mapToInt(e -> e.packages().size()).sum();
    return new LockResult(manifest.manifest().name(), manifest.lockFile().path(), packages, change);
  }

  private static List<String> names(List<LoadedManifest> manifests, CompileRequest request)
      throws UserErrorException {
    var names = new ArrayList<String>();
    for (LoadedManifest manifest : manifests) {
      manifest
          .environments(request.arches(), request.variants(), request.selector())
          .forEach(e -> names.add(e.artifactName()));
    }
    return names;
  }

  private static CompiledArtifact compiled(
      Artifact a, List<CompiledArtifact.Pushed> pushed, Optional<LayerChanges> changes) {
    return new CompiledArtifact(
        a.environment(),
        a.backend(),
        a.arch(),
        a.path(),
        a.mediaType(),
        a.digest(),
        a.size(),
        pushed,
        changes);
  }

  private static BackendInfo info(Backends.Found found) {
    return new BackendInfo(
        found.backend().name(),
        found.backend().description(),
        found.origin(),
        found.backend().settings().stream()
            .map(s -> new BackendInfo.Setting(s.key(), s.type(), s.defaultValue(), s.description()))
            .toList());
  }

  private <T> Outcome<T> run(Phase<T> phase) throws IOException {
    var warnings = new ArrayList<Diagnostic>();
    Path cache = settings.cacheDirectory();
    if (Files.exists(cache) && !Files.isDirectory(cache)) {
      return new Outcome<>(Optional.empty(), List.of(noCache(cache)));
    }
    try (var trees = new TreePool(settings)) {
      return Outcome.of(phase.run(trees, warnings), warnings);
    } catch (UserErrorException e) {
      warnings.addAll(e.diagnostics());
      return new Outcome<>(Optional.empty(), warnings);
    }
  }

  private static Diagnostic noCache(Path cache) {
    return Diagnostic.error(
            MachineCode.STORE_NOT_USABLE, "The cache directory " + cache + " is not a directory.")
        .hint("Name another with `--cache-dir` or ENVC_CACHE_DIR, or move the file away.");
  }
}
