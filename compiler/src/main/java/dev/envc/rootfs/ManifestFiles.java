package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.lock.Digest;
import dev.envc.model.SystemConfig.AddedFile;
import dev.envc.model.SystemConfig.FileContent;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Adds what the manifest puts into the root by itself. A file of a package that it replaces under
/// CONFIG_PROTECT stays beside it as `._cfg0000_name`, as when Portage merges over a file of the
/// administrator.
final class ManifestFiles {
  private final WorkRoot root;
  private final ConfigProtect protect;
  private final Accounts accounts;
  private final AssemblyLog log;
  private final long seconds;

  ManifestFiles(
      WorkRoot root, ConfigProtect protect, Accounts accounts, AssemblyLog log, long seconds) {
    this.root = root;
    this.protect = protect;
    this.accounts = accounts;
    this.log = log;
    this.seconds = seconds;
  }

  void add(List<AddedFile> files) {
    files.forEach(this::add);
  }

  private void add(AddedFile file) {
    Optional<String> path = path(file);
    long uid = id(file, file.owner(), accounts.uids(), "user");
    long gid = id(file, file.group(), accounts.gids(), "group");
    if (path.isEmpty() || !isUnchanged(file)) {
      return;
    }
    Optional<Entry> there = root.get(path.get());
    boolean wantsDirectory = file.content() instanceof FileContent.Directory;
    if (wantsDirectory && root.isDirectory(path.get())) {
      Entry old = root.follow(path.get()).orElseThrow();
      put(old.path(), new Node.Directory(), file, uid, gid);
      return;
    }
    if (there.isPresent() && (there.get().node() instanceof Node.Directory || wantsDirectory)) {
      problem(
          file,
          "%s is %s in the root already.".formatted(file.path(), kind(there.get())),
          "Choose another path; it comes from " + there.get().owner() + ".");
      return;
    }
    Node node = node(file.content());
    there.ifPresent(old -> keepBeside(old, node));
    root.makeDirectories(WorkRoot.parent(path.get()), WorkRoot.Owner.MANIFEST);
    put(path.get(), node, file, uid, gid);
  }

  private boolean isUnchanged(AddedFile file) {
    if (!(file.content() instanceof FileContent.Local local)) {
      return true;
    }
    try {
      if (new LocalContent(local.path(), local.size(), Digest.parse(local.digest()))
          .isUnchanged()) {
        return true;
      }
      problem(file, "%s changed since the manifest was read.".formatted(local.written()), "");
    } catch (IOException e) {
      problem(file, "%s cannot be read.".formatted(local.written()), "");
    }
    return false;
  }

  private void put(String path, Node node, AddedFile file, long uid, long gid) {
    int mode = node instanceof Node.Symlink ? 0777 : file.mode();
    long time = node instanceof Node.Directory ? WorkRoot.DIRECTORY_TIME : seconds;
    root.put(
        new Entry(path, node, mode, uid, gid, time, 0, new TreeMap<>(), WorkRoot.Owner.MANIFEST));
  }

  private void keepBeside(Entry old, Node node) {
    if (old.owner().equals(WorkRoot.Owner.MANIFEST) || sameBytes(old.node(), node)) {
      return;
    }
    boolean file = old.node() instanceof Node.Regular || old.node() instanceof Node.Symlink;
    if (protect.covers(old.path()) && file) {
      String beside = ConfigProtect.besides(root, old, old.node());
      root.put(WorkRoot.at(old, beside, old.owner()));
      log.finding(
          "config-protected", beside, "The manifest replaces the file of " + old.owner() + ".");
    } else {
      log.finding("replaced", old.path(), "The manifest replaces the file of " + old.owner() + ".");
    }
  }

  private static boolean sameBytes(Node old, Node node) {
    if (old instanceof Node.Regular(var a) && node instanceof Node.Regular(var b)) {
      return a.digest().equals(b.digest());
    }
    return old.equals(node);
  }

  private static Node node(FileContent content) {
    return switch (content) {
      case FileContent.Text(var text) -> new Node.Regular(BytesContent.of(text));
      case FileContent.Local(_, var path, var size, var digest) ->
          new Node.Regular(new LocalContent(path, size, Digest.parse(digest)));
      case FileContent.Directory _ -> new Node.Directory();
      case FileContent.Symlink(var target) -> new Node.Symlink(target);
      case FileContent.Device(var block, var major, var minor) ->
          new Node.Device(block, major, minor);
    };
  }

  /// The place of a file in the root; the language has checked that it is absolute.
  private Optional<String> path(AddedFile file) {
    String bare = file.path().replaceAll("/+", "/").replaceFirst("^/", "").replaceFirst("/$", "");
    boolean odd = List.of(bare.split("/")).stream().anyMatch(p -> p.equals("..") || p.equals("."));
    if (!file.path().startsWith("/") || bare.isEmpty() || odd || bare.indexOf('\0') >= 0) {
      problem(file, "%s is no path of a file in the root.".formatted(file.path()), "");
      return Optional.empty();
    }
    Optional<String> real = root.resolveParents(bare);
    if (real.isEmpty()) {
      problem(file, "A parent of %s is not a directory.".formatted(file.path()), "");
    }
    return real;
  }

  private long id(AddedFile file, String name, Map<String, Long> known, String what) {
    if (!name.isEmpty() && name.length() < 10 && name.chars().allMatch(Character::isDigit)) {
      return Long.parseLong(name);
    }
    Long id = known.get(name);
    if (id == null) {
      String hint = Suggestions.question(name, known.keySet()).orElse("");
      problem(
          file, "%s %s of %s does not exist.".formatted(capital(what), name, file.path()), hint);
      return 0;
    }
    return id;
  }

  private void problem(AddedFile file, String message, String hint) {
    Diagnostic d = Diagnostic.error(RootfsCode.ADDED_FILE, file.span(), message);
    log.problem(hint.isEmpty() ? d : d.hint(hint));
  }

  private static String kind(Entry e) {
    return e.node() instanceof Node.Directory ? "a directory" : "not a directory";
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
  }
}
