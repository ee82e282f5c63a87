package dev.envc.tree.git;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.tree.TreeReadException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/// A SHA-1 repository on this machine, read by JGit: packs, loose objects, alternates, and the
/// common directory of a work tree.
final class JGitObjects implements GitObjects {
  private final Path gitDir;
  private final Repository repository;
  private final ConcurrentLinkedQueue<ObjectReader> readers = new ConcurrentLinkedQueue<>();

  private JGitObjects(Path gitDir, Repository repository) {
    this.gitDir = gitDir;
    this.repository = repository;
  }

  static JGitObjects open(Path gitDir) throws IOException {
    JGitEnvironment.isolate();
    return new JGitObjects(
        gitDir,
        new RepositoryBuilder().setGitDir(gitDir.toFile()).setMustExist(true).setup().build());
  }

  Repository repository() {
    return repository;
  }

  @Override
  public Optional<GitObject> read(String id, long limit) throws IOException {
    ObjectReader reader = take();
    try {
      ObjectLoader loader = reader.open(ObjectId.fromString(id));
      if (loader.getSize() > limit) {
        throw tooLarge(id, loader.getSize());
      }
      var object = new GitObject(type(loader.getType()), loader.getCachedBytes((int) limit));
      ObjectIds.verify("SHA-1", id, object, gitDir);
      return Optional.of(object);
    } catch (MissingObjectException _) {
      return Optional.empty();
    } catch (LargeObjectException _) {
      throw tooLarge(id, limit);
    } catch (CorruptObjectException | java.util.zip.ZipException e) {
      throw ObjectIds.corrupt(id, gitDir, e.getMessage());
    } finally {
      readers.add(reader);
    }
  }

  @Override
  public List<String> matching(String prefix) throws IOException {
    ObjectReader reader = take();
    try {
      return reader.resolve(AbbreviatedObjectId.fromString(prefix)).stream()
          .map(ObjectId::name)
          .sorted()
          .limit(10)
          .toList();
    } finally {
      readers.add(reader);
    }
  }

  @Override
  public Map<String, String> refs() throws IOException {
    var refs = new TreeMap<String, String>();
    for (Ref ref : repository.getRefDatabase().getRefs()) {
      Ref peeled = repository.getRefDatabase().peel(ref);
      ObjectId id = peeled.getPeeledObjectId();
      if (id == null) {
        id = peeled.getObjectId();
      }
      if (id != null) {
        refs.put(Repository.shortenRefName(ref.getName()), id.name());
      }
    }
    return refs;
  }

  @Override
  public boolean isShallow() throws IOException {
    return !repository.getObjectDatabase().getShallowCommits().isEmpty();
  }

  @Override
  public int idLength() {
    return Constants.OBJECT_ID_STRING_LENGTH;
  }

  @Override
  public void close() {
    for (ObjectReader r = readers.poll(); r != null; r = readers.poll()) {
      r.close();
    }
    repository.close();
  }

  private ObjectReader take() {
    ObjectReader reader = readers.poll();
    return reader != null ? reader : repository.newObjectReader();
  }

  private TreeReadException tooLarge(String id, long size) {
    return new TreeReadException(
        Diagnostic.error(
            TreeCode.TOO_LARGE,
            "Object "
                + id
                + " of "
                + gitDir
                + " has "
                + size
                + " bytes or more, too many to read."));
  }

  private static GitObject.Type type(int type) throws IOException {
    return switch (type) {
      case Constants.OBJ_COMMIT -> GitObject.Type.COMMIT;
      case Constants.OBJ_TREE -> GitObject.Type.TREE;
      case Constants.OBJ_BLOB -> GitObject.Type.BLOB;
      case Constants.OBJ_TAG -> GitObject.Type.TAG;
      default -> throw new IOException("unknown type of git object: " + type);
    };
  }
}
