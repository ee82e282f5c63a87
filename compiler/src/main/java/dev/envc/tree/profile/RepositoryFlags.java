package dev.envc.tree.profile;

/// The flag settings that a repository and its masters make for their packages, outside of
/// profiles.
record RepositoryFlags(FlagStack defaults, FlagStack mask, FlagStack force) {
  static final RepositoryFlags EMPTY =
      new RepositoryFlags(FlagStack.EMPTY, FlagStack.EMPTY, FlagStack.EMPTY);
}
