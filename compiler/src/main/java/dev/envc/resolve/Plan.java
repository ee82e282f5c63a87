package dev.envc.resolve;

import java.util.List;

/// What a run works on.
///
/// @param needs the wishes of the request, in a canonical order
/// @param classes the dependency classes to follow, in the order in which they are looked at
/// @param ordered whether an order of merging has to exist
record Plan(List<Need> needs, List<DependencyClass> classes, boolean ordered) {}
