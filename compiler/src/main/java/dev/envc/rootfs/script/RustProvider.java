package dev.envc.rootfs.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The links of `eselect rust update`: rustc, and each path that the provider's file in
/// /etc/env.d/rust lists, lead to the name beside them that ends in the provider's version
/// (dev-lang/rust, dev-lang/rust-bin). With several compilers the module's choice is not known.
final class RustProvider implements Counterpart {
  private static final String DIRECTORY = "etc/env.d/rust";

  private static final String PREFIX = "provider-rust-";

  @Override
  public String name() {
    return "eselect-rust";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) throws IOException {
    List<String> providers =
        packages.isEmpty()
            ? List.of()
            : root.names(DIRECTORY).stream().filter(n -> n.startsWith(PREFIX)).toList();
    if (providers.size() > 1) {
      return List.of(
          "the links of rustc and its tools could be those of any of "
              + String.join(
                  ", ", providers.stream().map(p -> p.replaceFirst("provider-", "")).toList()));
    }
    for (String provider : providers) {
      String suffix = provider.substring(PREFIX.length() - 1);
      for (String path : paths(root, provider)) {
        String target = path.substring(path.lastIndexOf('/') + 1) + suffix;
        String beside = path.substring(0, path.lastIndexOf('/') + 1) + target;
        if (!root.exists(path) && root.exists(beside)) {
          root.symlink(path, target);
        }
      }
    }
    return List.of();
  }

  private static List<String> paths(TargetRoot root, String provider) throws IOException {
    var paths = new ArrayList<>(List.of("usr/bin/rustc"));
    byte[] bytes = root.bytes(DIRECTORY + "/" + provider).orElse(new byte[0]);
    new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(l -> l.matches("/[^/].*[^/]") && !l.contains(".."))
        .map(l -> l.substring(1))
        .forEach(paths::add);
    return paths;
  }
}
