package dev.envc.tree.testing;

import dev.envc.tree.metadata.Md5;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Small Gentoo repositories, as files, directories and git commits.
public final class SmallTrees {
  private SmallTrees() {}

  /// A repository with two versions of a package and a valid metadata cache.
  public static MapTree gentoo() {
    var tree =
        new MapTree()
            .put("profiles/repo_name", "gentoo\n")
            .put("profiles/categories", "app-misc\ndev-libs\n")
            .put("profiles/package.mask", "# broken\n=app-misc/hello-9\n")
            .put("metadata/layout.conf", "# comment\nmasters =\nthin-manifests = true\n");
    ebuild(tree, "app-misc", "hello", "2.10", "EAPI=8\nSLOT=0\n");
    ebuild(tree, "app-misc", "hello", "10.1-r1", "EAPI=8\nSLOT=0\n");
    ebuild(tree, "app-misc", "hello", "2.9", "EAPI=8\nSLOT=0\n");
    ebuild(tree, "dev-libs", "hello", "1", "EAPI=7\nSLOT=0/1\nRDEPEND=app-misc/hello:=\n");
    return tree;
  }

  /// Adds an ebuild and its valid cache entry, whose lines are `cache`.
  public static void ebuild(
      MapTree tree, String category, String name, String version, String cache) {
    String text = "# " + name + "-" + version + "\n";
    tree.put(category + "/" + name + "/" + name + "-" + version + ".ebuild", text);
    tree.put(
        "metadata/md5-cache/" + category + "/" + name + "-" + version,
        cache + "_md5_=" + Md5.of(text.getBytes(StandardCharsets.UTF_8)) + "\n");
  }

  public static void write(MapTree tree, Path directory) throws IOException {
    for (Map.Entry<String, byte[]> e : tree.files().entrySet()) {
      Path file = directory.resolve(e.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, e.getValue());
    }
  }

  /// Makes a bare repository with one commit of the tree on branch `main`, below `subdir` when that
  /// is not empty; gives the commit's id.
  public static String commit(MapTree tree, Path bare, String subdir) throws IOException {
    var files = new TreeMap<String, byte[]>();
    tree.files().forEach((p, c) -> files.put(subdir.isEmpty() ? p : subdir + "/" + p, c));
    return commit(files, Map.of(), bare);
  }

  /// The same for any files and symbolic links.
  public static String commit(Map<String, byte[]> files, Map<String, String> links, Path bare)
      throws IOException {
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build()) {
      if (!repository.getObjectDatabase().exists()) {
        repository.create(true);
      }
      try (ObjectInserter inserter = repository.newObjectInserter()) {
        var index = DirCache.newInCore();
        var builder = index.builder();
        for (Map.Entry<String, byte[]> e : files.entrySet()) {
          var entry = new DirCacheEntry(e.getKey());
          entry.setFileMode(FileMode.REGULAR_FILE);
          entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, e.getValue()));
          builder.add(entry);
        }
        for (Map.Entry<String, String> e : links.entrySet()) {
          var entry = new DirCacheEntry(e.getKey());
          entry.setFileMode(FileMode.SYMLINK);
          entry.setObjectId(
              inserter.insert(Constants.OBJ_BLOB, e.getValue().getBytes(StandardCharsets.UTF_8)));
          builder.add(entry);
        }
        builder.finish();
        return commit(repository, inserter, index.writeTree(inserter));
      }
    }
  }

  private static String commit(Repository repository, ObjectInserter inserter, ObjectId tree)
      throws IOException {
    var commit = new CommitBuilder();
    var who =
        new PersonIdent(
            "A",
            "a@example.org",
            java.time.Instant.parse("2023-01-15T03:12:07Z"),
            java.time.ZoneOffset.UTC);
    commit.setTreeId(tree);
    commit.setAuthor(who);
    commit.setCommitter(who);
    commit.setMessage("import\n");
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    var update = repository.updateRef("refs/heads/main");
    update.setNewObjectId(id);
    update.disableRefLog();
    update.forceUpdate();
    repository.updateRef(Constants.HEAD).link("refs/heads/main");
    return id.name();
  }
}
