package dev.envc.tree.profile;

/// The place a setting comes from: a file of a profile, repository or manifest, and its line from
/// 1, or 0 where there is no line.
///
/// @param file `repository:path` for files of repositories, the name the user knows otherwise
public record Origin(String file, int line) {
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
