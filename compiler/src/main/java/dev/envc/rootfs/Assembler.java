package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.model.PackageRequest;
import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.rootfs.RootFs.InstalledPackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts a root file system together from unpacked binary packages, as a machine has it on which
/// Portage merged them in this order, and from what the manifest adds. See spec/rootfs.md.
///
/// A function of the request: nothing of the machine, its clock or its user comes in.
public final class Assembler {
  private final AssemblyRequest request;
  private final AssemblyLog log = new AssemblyLog();
  private final WorkRoot root = new WorkRoot();
  private final GeneratedFiles files;
  private final ConfigMemory memory = new ConfigMemory();
  private final Released released = new Released();
  private boolean ranScripts;

  private Assembler(AssemblyRequest request) {
    this.request = request;
    this.files = new GeneratedFiles(root, request.time().getEpochSecond());
  }

  /// @throws UserErrorException with every collision, unknown owner, unknown service and so on
  /// @throws IOException when a package's content cannot be read
  public static RootFs assemble(AssemblyRequest request) throws IOException, UserErrorException {
    var assembler = new Assembler(request);
    RootFs made = assembler.run();
    if (assembler.ranScripts) {
      Repetition.check(request.environment(), made, new Assembler(request).run());
    }
    return made;
  }

  private RootFs run() throws IOException, UserErrorException {
    Environment environment = request.environment();
    checkSlots();
    baseDirectories();
    Accounts accounts = new AccountSetup(log).collect(request.packages(), environment.system());
    PackageScripts scripts = mergePackages(accounts);
    portageState();
    addManifest(accounts);
    new SystemSettings(root, files, log).apply(environment);
    scripts.apply(request.cacheDirectory());
    log.problems.throwIfErrors();
    writeAccounts(accounts);
    new SubordinateIds(root, files, log).write(environment.system().users());
    log.problems.throwIfErrors();
    new Services(root, files, log).apply(environment.system().services());
    new MachineState(root, log).strip();
    files.environment(
        (path, why) ->
            log.finding("env-unread", path, why + " Nothing of the file is taken, as by Portage."));
    FileTree tree = root.toTree();
    new PermissionAudit(tree, accounts, log).run(environment, request.packages());
    log.problems.throwIfErrors();
    return new RootFs(tree, installed(), new RootFs.Report(log.findings()));
  }

  private void checkSlots() {
    Map<String, String> bySlot = new HashMap<>();
    for (Member member : request.packages()) {
      String slot = member.locked().cpv().name() + ":" + member.locked().slot().slot();
      String other = bySlot.putIfAbsent(slot, member.id());
      if (other != null) {
        log.problem(
            Diagnostic.error(
                RootfsCode.DUPLICATE_SLOT,
                "%s and %s are both in slot %s, where only one can be."
                    .formatted(other, member.id(), slot)));
      }
    }
  }

  /// What every Linux root needs and Portage or the booting system would make.
  private void baseDirectories() {
    for (String path : List.of("dev", "etc", "proc", "run", "sys", "usr", "var")) {
      files.directory(path, 0755, 0, 0, WorkRoot.Owner.ENVC);
    }
    files.directory("tmp", 01777, 0, 0, WorkRoot.Owner.ENVC);
    files.directory("var/tmp", 01777, 0, 0, WorkRoot.Owner.ENVC);
  }

  /// Merges the packages, with their scripts where they are run; the others are read.
  private PackageScripts mergePackages(Accounts accounts) throws IOException, UserErrorException {
    var masks = new PackageMasks(request.options(), log);
    var dependencies = new InstalledDependencies(request.options().updates(), log);
    var vdb = new Vdb(files, dependencies, new Spill(request.cacheDirectory()));
    var skipped = new SkippedScripts(request.environment(), log);
    var scripts = new PackageScripts(root, files, accounts, skipped, log);
    try (var scripted = new ScriptedMerge(request, root, files, accounts, skipped, log)) {
      int counter = 0;
      for (Member member : request.packages()) {
        int number = counter++;
        PackageMasks.Masked masked = masks.apply(member);
        scripted.merge(
            member,
            masked.entries(),
            entries -> {
              var ownership = new Ownership(accounts.uids(), accounts.gids());
              var merger = new PackageMerger(root, protect(), memory, ownership, log, member.id());
              vdb.add(member, merger.merge(entries), masked.mask(), number);
            });
        scripts.read(member, scripted.ran().contains(member.id()));
        member.image().release();
        released.add(masked.entries().size());
      }
      if (counter > 0) {
        vdb.writeCounter(counter - 1);
      }
      ranScripts = !scripted.ran().isEmpty();
    }
    return scripts;
  }

  private ConfigProtect protect() {
    return new ConfigProtect(
        request.options().configProtect(), request.options().configProtectMask());
  }

  /// /var/lib/portage: what the manifest asks for as the world file, no sets, and the state files
  /// of a Portage that has nothing to remember.
  private void portageState() {
    files.directory("var/lib/portage", 02755, 0, 0, WorkRoot.Owner.ENVC);
    files.write("var/lib/portage/config", memory.toBytes(), 0660);
    files.write("var/lib/portage/preserved_libs_registry", "", 0660);
    var world =
        new WorldFile(
            request.environment().packages().stream().map(PackageRequest::atom).toList(),
            request.packages().stream().map(Member::locked).toList());
    files.write("var/lib/portage/world", world.text(), 0644);
    files.write("var/lib/portage/world_sets", "", 0644);
  }

  private void addManifest(Accounts accounts) {
    new ManifestFiles(root, protect(), accounts, log, request.time().getEpochSecond())
        .add(request.environment().system().files());
  }

  private void writeAccounts(Accounts accounts) {
    files.accounts(accounts);
    for (Accounts.User user : accounts.users()) {
      boolean regular = user.uid() == 0 || (user.uid() >= 1000 && user.uid() < 65534);
      boolean manifest =
          request.environment().system().users().stream()
              .anyMatch(u -> u.name().equals(user.name()));
      if ((regular || manifest) && isHome(user.home())) {
        files.directory(
            user.home().substring(1), 0700, user.uid(), user.gid(), WorkRoot.Owner.ENVC);
      }
    }
  }

  private static boolean isHome(String path) {
    return path.startsWith("/")
        && path.length() > 1
        && !path.contains("..")
        && !path.equals("/dev/null")
        && !path.equals("/nonexistent")
        && !path.equals("/var/empty");
  }

  private List<InstalledPackage> installed() throws IOException {
    var installed = new ArrayList<InstalledPackage>();
    for (Member member : request.packages()) {
      installed.add(
          new InstalledPackage(
              member.id(),
              member.locked().slot().toString(),
              member.locked().repository(),
              member.image().metadata("LICENSE").orElse(""),
              member.locked().binary().digest().toString(),
              member.locked().requiredBy().contains("manifest")));
    }
    return installed;
  }
}
