package dev.envc.lock;

import dev.envc.pms.PackageUpdates;
import dev.envc.pms.PackageUpdates.Update;

/// A move of `profiles/updates` that changes what an installed package says of its dependencies,
/// and the repository of the packages it is for. Printed and parsed as `gentoo move a/b c/d`.
public record LockedUpdate(String repository, Update update) {

  /// @throws IllegalArgumentException if the text is no such line
  public static LockedUpdate parse(String text) {
    int space = text.indexOf(' ');
    if (space < 1) {
      throw new IllegalArgumentException("`" + text + "` is not an update of a repository");
    }
    return new LockedUpdate(
        text.substring(0, space),
        PackageUpdates.tryParseLine(text.substring(space + 1)).orElseThrow());
  }

  @Override
  public String toString() {
    return repository + " " + update;
  }
}
