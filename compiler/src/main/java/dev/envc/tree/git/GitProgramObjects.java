package dev.envc.tree.git;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A SHA-256 repository, which JGit cannot read, through one `git cat-file --batch` process.
final class GitProgramObjects implements GitObjects {
  private static final int ID_LENGTH = 64;

  private final Path gitDir;
  private final Process batch;
  private final OutputStream requests;
  private final InputStream answers;

  private GitProgramObjects(Path gitDir, Process batch) {
    this.gitDir = gitDir;
    this.batch = batch;
    this.requests = batch.getOutputStream();
    this.answers = new BufferedInputStream(batch.getInputStream(), 1 << 16);
  }

  /// Empty when there is no program `git`.
  static Optional<GitObjects> open(Path gitDir) {
    try {
      return Optional.of(new GitProgramObjects(gitDir, git(gitDir, "cat-file", "--batch").start()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized Optional<GitObject> read(String id, long limit) throws IOException {
    if (!ObjectIds.isFull(id)) {
      return Optional.empty();
    }
    requests.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
    requests.flush();
    String[] header = line().split(" ", -1);
    if (header.length != 3 || !header[0].equals(id)) {
      return Optional.empty();
    }
    long size = Long.parseLong(header[2]);
    if (size > limit) {
      answers.skipNBytes(size + 1);
      throw ObjectIds.corrupt(id, gitDir, "it has " + size + " bytes, too many to read");
    }
    byte[] content = answers.readNBytes((int) size);
    if (answers.read() != '\n') {
      throw new IOException("git cat-file ended early");
    }
    for (GitObject.Type type : GitObject.Type.values()) {
      if (type.word().equals(header[1])) {
        var object = new GitObject(type, content);
        ObjectIds.verify("SHA-256", id, object, gitDir);
        return Optional.of(object);
      }
    }
    throw new IOException("unknown type of git object: " + header[1]);
  }

  @Override
  public List<String> matching(String prefix) throws IOException {
    return output("rev-parse", "--disambiguate=" + prefix).lines().sorted().limit(10).toList();
  }

  @Override
  public Map<String, String> refs() throws IOException {
    var refs = new TreeMap<String, String>();
    output("for-each-ref", "--format=%(objectname) %(*objectname) %(refname:short)")
        .lines()
        .forEach(
            l -> {
              String[] words = l.split(" ", 3);
              refs.put(words[2], words[1].isEmpty() ? words[0] : words[1]);
            });
    output("rev-parse", "--verify", "-q", "HEAD")
        .lines()
        .findFirst()
        .ifPresent(h -> refs.put("HEAD", h));
    return refs;
  }

  @Override
  public boolean isShallow() throws IOException {
    return output("rev-parse", "--is-shallow-repository").strip().equals("true");
  }

  @Override
  public int idLength() {
    return ID_LENGTH;
  }

  @Override
  public void close() throws IOException {
    requests.close();
    batch.destroy();
  }

  private String line() throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    for (int c = answers.read(); c != '\n'; c = answers.read()) {
      if (c < 0 || bytes.size() > 4096) {
        throw new IOException("git cat-file ended early");
      }
      bytes.write(c);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String output(String... arguments) throws IOException {
    Process process = git(gitDir, arguments).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readNBytes(1 << 24), StandardCharsets.UTF_8);
  }

  private static ProcessBuilder git(Path gitDir, String... arguments) {
    var words = new ArrayList<>(List.of("git", "--git-dir=" + gitDir.toAbsolutePath()));
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(k -> k.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    return builder;
  }
}
