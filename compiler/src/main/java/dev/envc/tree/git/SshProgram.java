package dev.envc.tree.git;

import java.io.IOException;
import java.util.ArrayList;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/// Talks SSH through the machine's own `ssh`, with its keys, agent and known hosts; it never asks.
final class SshProgram extends SshSessionFactory {
  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider credentials, @Nullable FS fs, int timeoutMillis)
      throws TransportException {
    String host = uri.getHost();
    if (host == null || host.startsWith("-")) {
      throw new TransportException(uri, "the host name is not valid");
    }
    return new Session(uri);
  }

  @Override
  public String getType() {
    return "program";
  }

  private record Session(URIish uri) implements RemoteSession {
    @Override
    public Process exec(String command, int timeoutSeconds) throws IOException {
      var words = new ArrayList<String>();
      words.add("ssh");
      words.add("-oBatchMode=yes");
      if (timeoutSeconds > 0) {
        words.add("-oConnectTimeout=" + timeoutSeconds);
      }
      if (uri.getPort() > 0) {
        words.add("-p" + uri.getPort());
      }
      if (uri.getUser() != null) {
        words.add("-l" + uri.getUser());
      }
      words.add("--");
      words.add(uri.getHost());
      words.add(command);
      return new ProcessBuilder(words).start();
    }

    @Override
    public void disconnect() {}
  }
}
