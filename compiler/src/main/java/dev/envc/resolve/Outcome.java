package dev.envc.resolve;

/// The answer to a request.
public sealed interface Outcome permits Resolution, Conflict {}
