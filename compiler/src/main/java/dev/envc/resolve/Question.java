package dev.envc.resolve;

/// What is asked of the resolver about cycles of dependencies.
public enum Question {
  /// Install binary packages: an order that satisfies everything at the end is enough, so cycles
  /// are no obstacle.
  INSTALL,
  /// Build from source: what a package needs to be built has to be there before, so a cycle that
  /// goes through a build-time dependency has no order.
  BUILD
}
