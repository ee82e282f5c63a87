package dev.envc.rootfs.script;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The caches of loadable modules that functions of gnome2-utils.eclass make. A function does
/// nothing in a root that does not have the program for it, and without a module there is nothing
/// to be cached.
final class ModuleCaches {
  private record Cache(Pattern program, Pattern module) {}

  private static final Map<String, Cache> BY_FUNCTION =
      Map.of(
          "gnome2_gdk_pixbuf_update",
          new Cache(
              Pattern.compile("usr/bin/([^/]+-)?gdk-pixbuf-query-loaders"),
              Pattern.compile("usr/lib[^/]*/gdk-pixbuf-2\\.0/[^/]+/loaders/[^/]+")),
          "gnome2_giomodule_cache_update",
          new Cache(
              Pattern.compile("usr/bin/([^/]+-)?gio-querymodules"),
              Pattern.compile("usr/lib[^/]*/gio/modules/[^/]+\\.so")));

  private ModuleCaches() {}

  /// Whether a command is a function that makes no cache.
  ///
  /// @param isThere whether the root has a file whose path has a pattern
  static boolean isIdle(String command, Predicate<Pattern> isThere) {
    return Optional.ofNullable(BY_FUNCTION.get(command))
        .filter(c -> !isThere.test(c.program()) || !isThere.test(c.module()))
        .isPresent();
  }
}
