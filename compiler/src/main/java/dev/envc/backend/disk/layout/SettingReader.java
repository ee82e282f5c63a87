package dev.envc.backend.disk.layout;

import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.SettingValue;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/// Reads a map of settings by key, each with the type it must have, and says what is wrong with the
/// rest. A value of the wrong type counts as absent, so that reading goes on.
final class SettingReader {
  private final SettingValue.MapValue map;
  private final Diagnostics problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, SettingReader> children = new LinkedHashMap<>();

  SettingReader(SettingValue.MapValue map, Diagnostics problems) {
    this.map = map;
    this.problems = problems;
  }

  Span span() {
    return map.span();
  }

  Span span(String key) {
    return map.get(key).map(SettingValue::span).orElse(map.span());
  }

  boolean has(String key) {
    return map.get(key).isPresent();
  }

  Optional<String> text(String key) {
    return value(key).flatMap(v -> asText(key, v));
  }

  String text(String key, String other) {
    return text(key).orElse(other);
  }

  boolean flag(String key, boolean other) {
    return value(key).flatMap(v -> asFlag(key, v)).orElse(other);
  }

  long integer(String key, long other) {
    return value(key).flatMap(v -> asInteger(key, v)).orElse(other);
  }

  /// A size in bytes.
  OptionalLong bytes(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong size = ByteSize.parse(text.get());
    if (size.isEmpty()) {
      wrong(key, "`" + text.get() + "` is not a size such as `512M`, `8K` or `2G`.");
    }
    return size;
  }

  /// One of several words.
  <T> T choice(String key, Collection<T> all, Function<T, String> name, T other) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return other;
    }
    List<String> names = all.stream().map(name).toList();
    int index = names.indexOf(text.get());
    if (index >= 0) {
      return new ArrayList<>(all).get(index);
    }
    problems.add(
        Suggestions.apply(
            Diagnostic.error(
                    DiskCode.BAD_SETTING,
                    span(key),
                    "`" + key + "` cannot be `" + text.get() + "`.")
                .note("It is one of: " + String.join(", ", names) + "."),
            text.get(),
            names));
    return other;
  }

  List<String> texts(String key) {
    return value(key).map(v -> asTexts(key, v)).orElse(List.of());
  }

  /// Texts by key, in their order.
  SequencedMap<String, String> textMap(String key) {
    var result = new LinkedHashMap<String, String>();
    map(key)
        .ifPresent(
            r -> {
              for (String k : r.map.entries().keySet()) {
                r.text(k).ifPresent(v -> result.put(k, v));
              }
            });
    return result;
  }

  /// The reader of a map, the same one each time: its keys may be read in several places.
  Optional<SettingReader> map(String key) {
    if (!children.containsKey(key)) {
      value(key).flatMap(v -> asMap(key, v)).ifPresent(r -> children.put(key, r));
    }
    return Optional.ofNullable(children.get(key));
  }

  List<SettingReader> maps(String key) {
    List<SettingReader> result = new ArrayList<>();
    for (SettingValue v : items(key)) {
      asMap(key, v).ifPresent(result::add);
    }
    return result;
  }

  /// Reports the keys nobody asked for.
  void finish() {
    for (String key : map.entries().keySet()) {
      if (!known.contains(key)) {
        Diagnostic d =
            Diagnostic.error(
                BackendCode.UNKNOWN_SETTING, map.key(key), "`" + key + "` is not a setting here.");
        problems.add(Suggestions.apply(d, key, known));
      }
    }
  }

  void wrong(String key, String message) {
    problems.add(Diagnostic.error(DiskCode.BAD_SETTING, span(key), message));
  }

  private Optional<SettingValue> value(String key) {
    known.add(key);
    return map.get(key);
  }

  private List<SettingValue> items(String key) {
    return value(key)
        .map(
            v -> {
              if (v instanceof SettingValue.ListValue list) {
                return list.items();
              }
              wrong(key, "`" + key + "` must be a list.");
              return List.<SettingValue>of();
            })
        .orElse(List.of());
  }

  private Optional<SettingReader> asMap(String key, SettingValue v) {
    if (v instanceof SettingValue.MapValue m) {
      return Optional.of(new SettingReader(m, problems));
    }
    problems.add(Diagnostic.error(DiskCode.BAD_SETTING, v.span(), "`" + key + "` must have keys."));
    return Optional.empty();
  }

  private List<String> asTexts(String key, SettingValue v) {
    List<String> all = new ArrayList<>();
    if (v instanceof SettingValue.ListValue list) {
      list.items().forEach(i -> asText(key, i).ifPresent(all::add));
    } else {
      asText(key, v).ifPresent(all::add);
    }
    return all;
  }

  private Optional<String> asText(String key, SettingValue v) {
    return switch (v) {
      case SettingValue.TextValue t -> Optional.of(t.text());
      case SettingValue.IntegerValue i -> Optional.of(Long.toString(i.value()));
      case SettingValue.ModuleValue m -> Optional.of(m.module());
      case SettingValue.BooleanValue _, SettingValue.ListValue _, SettingValue.MapValue _ -> {
        problems.add(
            Diagnostic.error(DiskCode.BAD_SETTING, v.span(), "`" + key + "` must be text."));
        yield Optional.empty();
      }
    };
  }

  private Optional<Boolean> asFlag(String key, SettingValue v) {
    if (v instanceof SettingValue.BooleanValue b) {
      return Optional.of(b.value());
    }
    wrong(key, "`" + key + "` must be true or false.");
    return Optional.empty();
  }

  private Optional<Long> asInteger(String key, SettingValue v) {
    if (v instanceof SettingValue.IntegerValue i) {
      return Optional.of(i.value());
    }
    wrong(key, "`" + key + "` must be a whole number.");
    return Optional.empty();
  }
}
