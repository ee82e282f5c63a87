package dev.envc.backend.nspawn;

import dev.envc.backend.Image;
import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A root as portablectl(1) attaches it: with an os-release that names the prefix of its units (the
/// environment's name), units of that name, and the files and directories that the service manager
/// binds the host's over (Portable Services Introduction).
final class PortableService {
  private static final List<String> BOUND = List.of("etc/machine-id", "etc/resolv.conf");

  private static final List<String> RELEASES = List.of("usr/lib/os-release", "etc/os-release");

  private static final List<String> UNITS = List.of("usr/lib/systemd/system", "lib/systemd/system");

  private PortableService() {}

  static FileTree of(Image image) throws IOException, UserErrorException {
    FileTree root = image.root().tree();
    String prefix = image.environment().name();
    Pattern unit =
        Pattern.compile(Pattern.quote(prefix) + "([-.@].*)?\\.(service|socket|target|timer|path)");
    boolean hasUnit =
        root.entries().stream()
            .anyMatch(
                e ->
                    UNITS.contains(parent(e.path()))
                        && unit.matcher(e.path().substring(e.path().lastIndexOf('/') + 1))
                            .matches());
    if (!hasUnit) {
      throw unfit(
          image,
          "No unit in /usr/lib/systemd/system is called `"
              + prefix
              + ".service` or begins with"
              + " `"
              + prefix
              + "-`.",
          "A portable service is its units: add one under `files`, named after the environment.");
    }
    var tree = new TreeEdit(root, image.created().getEpochSecond());
    for (String path : BOUND) {
      if (tree.find(path).isEmpty()) {
        tree.text(path, "");
      }
    }
    for (String place : RELEASES) {
      Optional<Content> release = tree.find(place).flatMap(PortableService::content);
      if (release.isPresent()) {
        String text = text(release.get());
        if (!text.contains("PORTABLE_PREFIXES=")) {
          String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
          tree.text(place, text + end + "PORTABLE_PREFIXES=" + prefix + "\n");
        }
        return tree.build();
      }
    }
    throw unfit(
        image,
        "The environment has no /usr/lib/os-release, which says what a portable service is.",
        "sys-apps/baselayout brings one; `files` can add it, too.");
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static Optional<Content> content(FileTree.Entry e) {
    return e.node() instanceof Node.Regular(var content) ? Optional.of(content) : Optional.empty();
  }

  private static String text(Content content) throws IOException {
    try (InputStream in = content.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static UserErrorException unfit(Image image, String message, String hint) {
    return new UserErrorException(
        Diagnostic.error(BackendCode.FORM_UNFIT, image.environment().span(), message).hint(hint));
  }
}
