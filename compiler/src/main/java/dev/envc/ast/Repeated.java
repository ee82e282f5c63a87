package dev.envc.ast;

import dev.envc.source.Span;

/// A value that is there once for each item of a list. `variable` stands for the item in the texts
/// and conditions of `value`; `in` is a list, or a scalar that names one. A condition on the value
/// stands inside: it may ask for the variable.
public record Repeated(Scalar variable, Node in, Node value, Span span) implements Node {}
