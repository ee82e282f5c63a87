package dev.envc.lsp;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// URIs of the client and paths of this machine. A document that is nowhere yet, such as
/// `untitled:Untitled-1`, gets a path in the working directory that no file has.
final class Uris {
  private final Map<Path, String> written = new ConcurrentHashMap<>();
  private final Path workingDirectory;

  Uris(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  /// The path of a document; the client's way to write its URI is remembered.
  Path opened(String uri, String language) {
    Path path = path(uri, language);
    written.put(path, uri);
    return path;
  }

  /// The path of a document that was opened, or of a file.
  Path path(String uri) {
    return written.entrySet().stream()
        .filter(e -> e.getValue().equals(uri))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> path(uri, ""));
  }

  String uri(Path path) {
    String known = written.get(path);
    return known != null ? known : path.toUri().toString();
  }

  void closed(Path path) {
    written.remove(path);
  }

  private Path path(String uri, String language) {
    try {
      URI parsed = URI.create(uri.replace(" ", "%20"));
      if ("file".equals(parsed.getScheme())) {
        return Path.of(new URI("file", null, parsed.getPath(), null)).normalize();
      }
    } catch (IllegalArgumentException
        | FileSystemNotFoundException
        | java.net.URISyntaxException _) {
      // A name of its own, below.
    }
    String name = uri.replaceAll("[^A-Za-z0-9._-]+", "-");
    String ending = language.equals("envc") ? ".envc" : ".env.yaml";
    return workingDirectory.resolve(name.endsWith(ending) ? name : name + ending);
  }
}
