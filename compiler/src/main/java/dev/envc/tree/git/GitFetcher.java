package dev.envc.tree.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.transport.NetRCCredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportGitSsh;
import org.eclipse.jgit.transport.URIish;

/// Brings pinned commits into a bare repository below a cache directory, one repository for each
/// URL. A commit that is whole has a ref of its own, `refs/envc/ID`, which is set last.
final class GitFetcher {
  private static final int TIMEOUT_SECONDS = 120;

  private final Path cache;

  GitFetcher(Path cache) {
    this.cache = cache;
  }

  /// The cached repository for a URL or a bundle's path; it may not exist yet.
  Path repositoryFor(String url) {
    return cache.resolve(Digests.sha256(url).substring(0, 24) + ".git");
  }

  /// Whether an earlier fetch brought the whole commit.
  boolean has(Path repository, String commit) throws IOException {
    if (!Files.isDirectory(repository.resolve("objects"))) {
      return false;
    }
    try (Repository r = open(repository)) {
      return r.exactRef(ref(commit)) != null;
    }
  }

  /// Fetches the one commit, without history where the server gives it out by its id; otherwise all
  /// branches and tags. Returns whether the commit is there then.
  boolean fetch(String url, String commit) throws IOException, URISyntaxException {
    Path path = repositoryFor(url);
    Files.createDirectories(cache);
    Path lockFile = cache.resolve(path.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      if (has(path, commit)) {
        return true;
      }
      try (Repository repository = open(path)) {
        if (!repository.getObjectDatabase().exists()) {
          repository.create(true);
        }
        try {
          fetch(repository, url, List.of(new RefSpec(commit + ":" + ref(commit))), 1);
        } catch (TransportException e) {
          if (isNetworkTrouble(e)) {
            throw e;
          }
          fetch(repository, url, List.of(new RefSpec("+refs/*:refs/envc-all/*")), 0);
        }
        return keep(repository, commit);
      }
    }
  }

  /// What the other side advertises: branch and tag names, and `HEAD`.
  Map<String, String> advertised(String url) throws IOException, URISyntaxException {
    JGitEnvironment.isolate();
    var refs = new TreeMap<String, String>();
    try (Repository repository = open(repositoryFor(url));
        Transport transport = transport(repository, url);
        var connection = transport.openFetch()) {
      for (Ref ref : connection.getRefs()) {
        var id = ref.getPeeledObjectId() != null ? ref.getPeeledObjectId() : ref.getObjectId();
        if (id != null) {
          refs.put(Repository.shortenRefName(ref.getName()), id.name());
        }
      }
    }
    return refs;
  }

  private static void fetch(Repository repository, String url, List<RefSpec> specs, int depth)
      throws IOException, URISyntaxException {
    try (Transport transport = transport(repository, url)) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      if (depth > 0 && !(transport instanceof org.eclipse.jgit.transport.TransportBundle)) {
        transport.setDepth(depth);
      }
      transport.fetch(NullProgressMonitor.INSTANCE, specs);
    }
  }

  private static Transport transport(Repository repository, String url)
      throws IOException, URISyntaxException {
    Transport transport = Transport.open(repository, new URIish(url));
    transport.setTimeout(TIMEOUT_SECONDS);
    transport.setCheckFetchedObjects(true);
    transport.setCredentialsProvider(new NetRCCredentialsProvider());
    if (transport instanceof TransportGitSsh ssh) {
      ssh.setSshSessionFactory(new SshProgram());
    }
    return transport;
  }

  private static boolean keep(Repository repository, String commit) throws IOException {
    if (repository.exactRef(ref(commit)) != null) {
      return true;
    }
    var id = org.eclipse.jgit.lib.ObjectId.fromString(commit);
    if (!repository.getObjectDatabase().has(id)) {
      return false;
    }
    var update = repository.updateRef(ref(commit));
    update.setNewObjectId(id);
    update.disableRefLog();
    update.forceUpdate();
    return repository.exactRef(ref(commit)) != null;
  }

  /// Trouble that a second, larger request would only meet again.
  private static boolean isNetworkTrouble(TransportException e) {
    if (e instanceof org.eclipse.jgit.errors.NoRemoteRepositoryException) {
      return true;
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof java.net.UnknownHostException
          || t instanceof java.net.ConnectException
          || t instanceof java.net.SocketTimeoutException
          || t instanceof javax.net.ssl.SSLException) {
        return true;
      }
    }
    String message = String.valueOf(e.getMessage());
    return message.contains("not authorized") || message.contains("not permitted");
  }

  private static Repository open(Path path) throws IOException {
    JGitEnvironment.isolate();
    return new RepositoryBuilder().setGitDir(path.toFile()).setBare().build();
  }

  private static String ref(String commit) {
    return "refs/envc/" + commit;
  }
}
