package dev.envc.editor;

import dev.envc.diagnostic.Diagnostic;

/// A diagnostic at the place where an editor shows it.
///
/// @param message what is said there, with the hint and what else is known
public record PlacedDiagnostic(SourcePlaces.Place place, String message, Diagnostic diagnostic) {}
