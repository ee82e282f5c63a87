package dev.envc.model;

import dev.envc.pms.Atom;
import dev.envc.source.Span;
import java.util.Optional;

/// A package that a manifest asks for.
public record PackageRequest(Atom atom, Optional<String> because, Span span) {}
