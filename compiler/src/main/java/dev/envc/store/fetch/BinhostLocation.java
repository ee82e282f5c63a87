package dev.envc.store.fetch;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a binhost is: a `file:` or http(s) URI without user name, password, query and fragment.
public record BinhostLocation(String name, URI base) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  /// @param written a URI, or a path, which is taken relative to `directory`
  /// @throws FetchException when it is of another kind or holds credentials
  public static BinhostLocation of(String name, String written, Path directory)
      throws FetchException {
    URI uri = SCHEME.matcher(written).matches() ? uri(name, written) : path(directory, written);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean known =
        switch (scheme) {
          case "file" -> uri.getAuthority() == null && uri.getPath() != null;
          case "http", "https" -> uri.getHost() != null;
          default -> false;
        };
    if (!known || uri.getQuery() != null || uri.getFragment() != null) {
      throw bad(name, "It is no path, file:, http: or https: location.");
    }
    if (uri.getUserInfo() != null) {
      throw bad(name, "It holds a user name or password; envc takes none in a location.");
    }
    return new BinhostLocation(name, uri);
  }

  private static URI uri(String name, String written) throws FetchException {
    try {
      return new URI(written);
    } catch (URISyntaxException e) {
      throw bad(name, "It is no URI.");
    }
  }

  private static URI path(Path directory, String written) {
    return directory.resolve(written).toAbsolutePath().normalize().toUri();
  }

  private static FetchException bad(String name, String why) {
    return new FetchException(
        Diagnostic.error(
                StoreCode.BINHOST_UNREACHABLE,
                "The location of the binhost " + name + " cannot be used.")
            .note(why));
  }

  public boolean isDirectory() {
    return "file".equalsIgnoreCase(base.getScheme());
  }

  /// The directory of a `file:` binhost.
  public Path directory() {
    return Path.of(base.getPath());
  }

  /// Whether a path of an index stays below the binhost.
  public static boolean isInside(String path) {
    if (path.isEmpty() || path.startsWith("/") || SCHEME.matcher(path).matches()) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return path.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\');
  }

  /// The URI of a file below the binhost; `path` must be [#isInside].
  URI resolve(String path) {
    if (!isInside(path)) {
      throw new IllegalArgumentException("leaves the binhost: " + path);
    }
    try {
      String encoded = new URI(null, null, "/" + path, null).getRawPath();
      String text = base.toString();
      return new URI((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + encoded);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String toString() {
    return name + " (" + (isDirectory() ? base.getPath() : base.toString()) + ")";
  }
}
