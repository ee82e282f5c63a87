package dev.envc.tree.profile;

import dev.envc.pms.Eapi;
import java.util.Map;

/// One profile directory of the stack.
///
/// @param path the directory in the repository, such as `profiles/base`
/// @param makeDefaults the assignments of its make.defaults, expanded
record ProfileNode(
    ProfileRepository repository,
    String path,
    Eapi eapi,
    Map<String, Assignments.Value> makeDefaults) {

  /// The name of a file of this profile for origins and messages.
  Origin origin(String file) {
    return new Origin(repository.name() + ":" + path + "/" + file, 0);
  }
}
