package dev.envc.model;

import dev.envc.source.Span;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /// Keys in the manifest's order; `keys` has the places of those that stand somewhere.
  record MapValue(SequencedMap<String, SettingValue> entries, Map<String, Span> keys, Span span)
      implements SettingValue {
    public MapValue {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
      keys = Map.copyOf(keys);
    }

    public MapValue(SequencedMap<String, SettingValue> entries, Span span) {
      this(entries, Map.of(), span);
    }

    /// Other entries, of keys that stand here or else in another map.
    public MapValue with(SequencedMap<String, SettingValue> entries, MapValue other) {
      var places = new HashMap<>(other.keys);
      places.putAll(keys);
      return new MapValue(entries, places, span);
    }

    /// Where a key stands; the map itself when that is not known.
    public Span key(String key) {
      return keys.getOrDefault(key, span);
    }

    public Optional<SettingValue> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }
  }
}
