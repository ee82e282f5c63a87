package dev.envc.model;

import dev.envc.model.SystemConfig.FileContent;
import dev.envc.source.Span;
import java.net.URI;
import java.util.Optional;

/// A place that serves binary packages with a `Packages` index: a `file:` or http(s) URI without
/// user name or password. `written` is as the manifest writes it. Earlier ones are preferred.
///
/// @param keys OpenPGP certificates, one of which must have signed what is locked
public record Binhost(
    String name, URI location, String written, Optional<FileContent.Local> keys, Span span) {}
