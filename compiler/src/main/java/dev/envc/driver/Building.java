package dev.envc.driver;

import dev.envc.attest.signing.SigningKey;
import dev.envc.backend.Artifact;
import dev.envc.backend.Backend;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.Image;
import dev.envc.backend.Inspectable;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.LockCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Lock;
import dev.envc.lock.LockWriter;
import dev.envc.lock.LockedBinary;
import dev.envc.lock.LockedEnvironment;
import dev.envc.lock.LockedMerge;
import dev.envc.lock.LockedPackage;
import dev.envc.model.Environment;
import dev.envc.rootfs.Assembler;
import dev.envc.rootfs.AssemblyOptions;
import dev.envc.rootfs.AssemblyRequest;
import dev.envc.rootfs.RootFs;
import dev.envc.rootfs.Spill;
import dev.envc.rootfs.script.ScriptHost;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageImage;
import dev.envc.store.local.LocalStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// From a lock to artefacts: packages, root file systems, backend. Sees neither trees nor the
/// resolver.
final class Building {
  private final CompilerSettings settings;
  private final Backend backend;
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final List<Compiled.Finding> findings = new ArrayList<>();

  private final CompileRequest request;
  private final Optional<SigningKey> key;

  Building(
      CompilerSettings settings,
      Backend backend,
      CompileRequest request,
      Optional<SigningKey> key) {
    this.settings = settings;
    this.backend = backend;
    this.request = request;
    this.key = key;
  }

  /// What was built from one lock, the files beside it, and by path of an artefact what has changed
  /// in it.
  record Built(
      List<Artifact> artifacts,
      List<CompiledArtifact.SideFile> sideFiles,
      Map<Path, LayerChanges> changes) {}

  List<Diagnostic> warnings() {
    return warnings;
  }

  /// What assembly said of the root file systems built so far.
  List<Compiled.Finding> findings() {
    return findings;
  }

  /// The problems of the environments' settings for the backend.
  void check(List<Environment> environments) throws UserErrorException {
    var problems = new Diagnostics();
    environments.stream().flatMap(e -> backend.check(e).stream()).distinct().forEach(problems::add);
    problems.throwIfErrors();
    warnings.addAll(problems.toList());
  }

  /// Builds, unless what would be built is there.
  Built make(LoadedManifest manifest, Lock lock, List<Environment> environments)
      throws IOException, UserErrorException {
    String digest = digest(lock);
    var upToDate = new UpToDate(settings, request, manifest, digest, environments);
    Optional<BuildRecord> record = upToDate.find();
    if (record.isPresent()) {
      findings.addAll(record.get().findings());
      warnings.addAll(Findings.warnings(environments, findings));
      return new Built(record.get().artifacts(), record.get().sideFiles(), Map.of());
    }
    Map<Path, List<Inspectable.Layer>> before =
        LayerChanges.inside(
            backend,
            request.outputDirectory(),
            environments.stream().map(Environment::artifactName).collect(Collectors.toSet()));
    Built built = build(manifest, lock, digest, environments, request.outputDirectory());
    upToDate.remember(built, findings);
    var changes = new TreeMap<Path, LayerChanges>();
    for (Artifact a : built.artifacts()) {
      LayerChanges.since(before, backend, a.path()).ifPresent(c -> changes.put(a.path(), c));
    }
    return new Built(built.artifacts(), built.sideFiles(), changes);
  }

  /// The root of one environment as a directory in the cache, made unless it is there.
  Root root(LoadedManifest manifest, Lock lock, Environment environment)
      throws IOException, UserErrorException {
    String digest = digest(lock);
    var upToDate = new UpToDate(settings, request, manifest, digest, List.of(environment));
    var roots = new Roots(request.outputDirectory().resolve(upToDate.place()));
    Path place = roots.place(upToDate.key());
    Path root = place.resolve(environment.artifactName() + "-" + environment.arch().keyword());
    FileChannel hold = Roots.hold(place);
    boolean there = false;
    try {
      if (!Files.isDirectory(root)) {
        build(manifest, lock, digest, List.of(environment), place);
        roots.prune(place);
      }
      there = true;
    } finally {
      if (!there) {
        hold.close();
      }
    }
    return new Root(environment.artifactName(), root, hold);
  }

  private Built build(
      LoadedManifest manifest,
      Lock lock,
      String digest,
      List<Environment> environments,
      Path directory)
      throws IOException, UserErrorException {
    try (LocalStore store = Stores.open(settings, manifest.directory())) {
      Map<LockedBinary, PackageImage> packages = open(store, lock, environments);
      var images = new ArrayList<Image>();
      var attesting =
          new Attesting(
              lock,
              digest,
              backend.name(),
              request.attest(),
              key,
              request.push().references(),
              new Spill(Optional.of(settings.cacheDirectory().resolve("documents"))));
      Map<LockedBinary, Integer> uses = uses(lock, environments);
      for (Environment environment : environments) {
        LockedEnvironment locked = locked(lock, environment);
        Instant created = Created.of(locked);
        settings
            .progress()
            .progress(
                "assembling " + environment.artifactName() + " for " + environment.arch(), 0, 0);
        List<AssemblyRequest.Member> members = members(locked, packages, uses);
        RootFs root = assemble(environment, members, options(locked.merge()), created);
        findings.addAll(Findings.of(environment, root.report()));
        var image = new Image(environment, root, digest, created);
        attesting.add(image, members);
        images.add(image);
      }
      warnings.addAll(Findings.warnings(environments, findings));
      settings.progress().progress("writing " + backend.name(), 0, 0);
      Path output = Files.createDirectories(directory);
      Path cache =
          Files.createDirectories(
              settings.cacheDirectory().resolve("backend").resolve(backend.name()));
      List<Artifact> artifacts =
          backend.build(
              new BackendRequest(
                  images,
                  output,
                  cache,
                  settings.progress(),
                  attesting,
                  request.tags(),
                  request.annotations()));
      return new Built(
          artifacts, new SideFiles(attesting, output).write(images, artifacts), Map.of());
    }
  }

  private static String digest(Lock lock) {
    return Sha256.of(LockWriter.write(lock).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Map<LockedBinary, PackageImage> open(
      LocalStore store, Lock lock, List<Environment> environments)
      throws IOException, UserErrorException {
    var wanted = new LinkedHashSet<LockedBinary>();
    for (Environment environment : environments) {
      locked(lock, environment).packages().stream().map(LockedPackage::binary).forEach(wanted::add);
    }
    settings.progress().progress("fetching and verifying packages", 0, 0);
    return store.open(lock, wanted);
  }

  /// How many of the environments have each package.
  private static Map<LockedBinary, Integer> uses(Lock lock, List<Environment> environments)
      throws UserErrorException {
    var uses = new HashMap<LockedBinary, Integer>();
    for (Environment environment : environments) {
      for (LockedPackage p : locked(lock, environment).packages()) {
        uses.merge(p.binary(), 1, Integer::sum);
      }
    }
    return uses;
  }

  /// The packages of an environment; what a later one has too is not released after this one.
  private static List<AssemblyRequest.Member> members(
      LockedEnvironment locked,
      Map<LockedBinary, PackageImage> packages,
      Map<LockedBinary, Integer> uses) {
    var members = new ArrayList<AssemblyRequest.Member>();
    for (LockedPackage p : locked.packages()) {
      PackageImage image = packages.get(p.binary());
      if (image == null) {
        throw new IllegalStateException("the store left out " + p.cpv());
      }
      boolean last = uses.merge(p.binary(), -1, Integer::sum) == 0;
      members.add(new AssemblyRequest.Member(p, last ? image : new Kept(image)));
    }
    return members;
  }

  /// An image that keeps its entries.
  private record Kept(PackageImage image) implements PackageImage {
    @Override
    public List<PackageEntry> entries() throws IOException {
      return image.entries();
    }

    @Override
    public Map<String, byte[]> metadata() throws IOException {
      return image.metadata();
    }
  }

  private static AssemblyOptions options(LockedMerge merge) {
    return new AssemblyOptions(
        merge.installMask(), merge.configProtect(), merge.configProtectMask(), merge.updates());
  }

  private RootFs assemble(
      Environment environment,
      List<AssemblyRequest.Member> members,
      AssemblyOptions options,
      Instant created)
      throws IOException, UserErrorException {
    return Assembler.assemble(
        new AssemblyRequest(
            environment,
            members,
            options,
            created,
            Optional.of(settings.cacheDirectory().resolve("rootfs")),
            Optional.of(scriptHost())));
  }

  private ScriptHost scriptHost() {
    return new ScriptHost(
        settings.cacheDirectory().resolve("scripts"),
        settings.cacheDirectory().resolve("rootfs").resolve("written"),
        settings.programPath(),
        System.getProperty("os.arch", ""),
        ScriptHost.LONGEST);
  }

  private static LockedEnvironment locked(Lock lock, Environment environment)
      throws UserErrorException {
    return lock.environment(environment.name(), environment.arch().keyword(), environment.variant())
        .orElseThrow(
            () ->
                new UserErrorException(
                    Diagnostic.error(
                            LockCode.STALE,
                            environment.span(),
                            "The lock has nothing for "
                                + environment.artifactName()
                                + " on "
                                + environment.arch()
                                + ".")
                        .hint("Write it anew with `envc lock --update`.")));
  }
}
