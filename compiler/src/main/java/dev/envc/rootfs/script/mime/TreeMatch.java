package dev.envc.rootfs.script.mime;

import java.util.List;

/// A file of a medium.
///
/// @param conditions what kind of file it is, and what else holds
record TreeMatch(String path, List<String> conditions, List<TreeMatch> matches) {
  TreeMatch {
    conditions = List.copyOf(conditions);
    matches = List.copyOf(matches);
  }
}
