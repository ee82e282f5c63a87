package dev.envc.ast;

import dev.envc.source.Span;

/// What the user wrote, without its meaning: scalars, sequences and mappings with their places, and
/// the three things a value can be wrapped in. Both front ends make these and nothing else.
public sealed interface Node permits Scalar, Sequence, Mapping, Prioritized, Conditional, Repeated {
  /// Where the node stands, without the white space around it.
  Span span();
}
