package dev.envc.tree.git;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a manifest writes for a git repository, told apart by its form (git-clone(1), "GIT URLS").
sealed interface GitLocation {
  /// A repository or bundle on this machine.
  record Local(Path path) implements GitLocation {}

  /// A repository to fetch from. `shown` is the URL without its password.
  record Remote(String url, String shown) implements GitLocation {}

  /// A form that envc does not fetch from.
  record Unsupported(String scheme) implements GitLocation {}

  Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
  Pattern SCP = Pattern.compile("(?:[^/@:]+@)?[^/:]+:[^:].*");
  Pattern PASSWORD = Pattern.compile("(://[^/@:]*):[^/@]*@");

  static GitLocation parse(String text) {
    Matcher scheme = SCHEME.matcher(text);
    if (scheme.matches()) {
      String word = scheme.group(1).toLowerCase(Locale.ROOT);
      return switch (word) {
        case "file" -> file(text).<GitLocation>map(Local::new).orElse(new Unsupported("file"));
        case "http", "https", "ssh", "git" -> new Remote(text, shown(text));
        default -> new Unsupported(word);
      };
    }
    if (SCP.matcher(text).matches()) {
      return text.contains("::")
          ? new Unsupported(text.substring(0, text.indexOf("::")))
          : new Remote(text, text);
    }
    return new Local(Path.of(text));
  }

  /// The text with a URL's password taken out, also where it stands within a message.
  static String shown(String text) {
    return PASSWORD.matcher(text).replaceAll("$1:…@");
  }

  private static Optional<Path> file(String url) {
    try {
      String path = new URI(url.replace(" ", "%20")).getPath();
      return path == null || path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
