package dev.envc.model;

import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A value of a backend's settings, with its place. Backends are plug-ins: the language knows the
/// shape of their settings, the backend their meaning.
public sealed interface SettingValue {
  Span span();

  record TextValue(String text, Span span) implements SettingValue {}

  record BooleanValue(boolean value, Span span) implements SettingValue {}

  record IntegerValue(long value, Span span) implements SettingValue {}

  record ListValue(List<SettingValue> items, Span span) implements SettingValue {
    public ListValue {
      items = List.copyOf(items);
    }
  }

  /// A module that the settings lie on: its name or path as it is written, and what it sets for the
  /// same backend.
  record ModuleValue(String module, MapValue settings, Span span) implements SettingValue {}

  /// Keys in the manifest's order.
  record MapValue(SequencedMap<String, SettingValue> entries, Span span) implements SettingValue {
    public MapValue {
      entries =
          java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(entries));
    }

    public Optional<SettingValue> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }
  }
}
