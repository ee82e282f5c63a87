package dev.envc.compose;

import dev.envc.ast.Mapping;
import dev.envc.source.Span;
import java.util.SortedMap;

/// One environment of a program: its fields merged and expanded.
///
/// @param arch the architecture's keyword as written
/// @param archSpan where the architecture is written
/// @param variant what tells it apart: values of the matrix, and the variant's name
/// @param variantName the variant's name alone, empty for the manifest itself
/// @param parameters the values of its parameters
public record Composition(
    String arch,
    Span archSpan,
    String variant,
    String variantName,
    SortedMap<String, String> parameters,
    Mapping merged) {}
