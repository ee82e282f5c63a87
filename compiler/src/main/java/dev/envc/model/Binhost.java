package dev.envc.model;

import dev.envc.source.Span;
import java.net.URI;

/// A place that serves binary packages with a `Packages` index: a `file:` or http(s) URI without
/// user name or password. `written` is as the manifest writes it. Earlier ones are preferred.
public record Binhost(String name, URI location, String written, Span span) {}
