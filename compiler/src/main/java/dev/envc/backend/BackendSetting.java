package dev.envc.backend;

/// A setting of a backend: its key, its type in words (`text`, `list of text`, `true or false`),
/// its default as written, and what it does.
public record BackendSetting(String key, String type, String defaultValue, String description) {}
