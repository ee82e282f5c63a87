package dev.envc.backend;

import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.Environment;
import dev.envc.model.SettingValue;
import dev.envc.model.SettingValue.BooleanValue;
import dev.envc.model.SettingValue.IntegerValue;
import dev.envc.model.SettingValue.ListValue;
import dev.envc.model.SettingValue.MapValue;
import dev.envc.model.SettingValue.ModuleValue;
import dev.envc.model.SettingValue.TextValue;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads what a manifest says under `outputs: <backend>:`. A value of the wrong shape is a problem
/// and reads as its default; keys that the backend does not name are problems, with the nearest one
/// that it does. Not thread-safe.
public final class Settings {
  private final String backend;
  private final Optional<MapValue> values;
  private final Span place;
  private final List<Diagnostic> problems = new ArrayList<>();

  private Settings(String backend, Optional<MapValue> values, Span place) {
    this.backend = backend;
    this.values = values;
    this.place = place;
  }

  /// The settings of an environment for a backend, which knows the given keys.
  public static Settings of(Environment environment, String backend, List<BackendSetting> known) {
    var settings = new Settings(backend, environment.output(backend), environment.span());
    settings.checkKeys(known.stream().map(BackendSetting::key).toList());
    return settings;
  }

  /// What is wrong with the keys and with the values read so far, in the order it was met.
  public List<Diagnostic> problems() {
    return List.copyOf(problems);
  }

  /// Where a key's value stands, or the environment when it is not set.
  public Span span(String key) {
    return get(key).map(SettingValue::span).orElse(place);
  }

  public boolean has(String key) {
    return get(key).isPresent();
  }

  /// Whether a key is set to a map.
  public boolean isMap(String key) {
    return get(key).filter(v -> v instanceof MapValue).isPresent();
  }

  /// A text; numbers and `true` are taken as they are written.
  public Optional<String> text(String key) {
    return get(key).flatMap(v -> scalar(key, v));
  }

  /// One of several words.
  public String choice(String key, String defaultValue, List<String> choices) {
    Optional<String> word = text(key);
    if (word.isPresent() && !choices.contains(word.get())) {
      String all = String.join(", ", choices);
      String message = "`" + key + "` of " + backend + " is one of " + all + ".";
      Diagnostic d = Diagnostic.error(BackendCode.SETTING_VALUE, span(key), message);
      problems.add(Suggestions.apply(d, word.get(), choices));
      return defaultValue;
    }
    return word.orElse(defaultValue);
  }

  /// A whole number from `least` to `most`.
  public long integer(String key, long defaultValue, long least, long most) {
    Optional<SettingValue> value = get(key);
    if (value.isEmpty()) {
      return defaultValue;
    }
    if (value.get() instanceof IntegerValue(long number, _) && number >= least && number <= most) {
      return number;
    }
    problem(key, "`%s` of %s is a number from %d to %d.".formatted(key, backend, least, most));
    return defaultValue;
  }

  public boolean flag(String key, boolean defaultValue) {
    Optional<SettingValue> value = get(key);
    if (value.isEmpty()) {
      return defaultValue;
    }
    if (value.get() instanceof BooleanValue(boolean flag, _)) {
      return flag;
    }
    problem(key, "`" + key + "` of " + backend + " is true or false.");
    return defaultValue;
  }

  /// A list of texts; a single text is a list of one. Empty when the key is not set.
  public List<String> texts(String key) {
    Optional<SettingValue> value = get(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof ListValue(var items, _))) {
      return scalar(key, value.get()).map(List::of).orElse(List.of());
    }
    var result = new ArrayList<String>();
    items.forEach(item -> scalar(key, item).ifPresent(result::add));
    return List.copyOf(result);
  }

  /// A map from text to text, in the manifest's order. Empty when the key is not set.
  public SequencedMap<String, String> map(String key) {
    var result = new LinkedHashMap<String, String>();
    Optional<SettingValue> value = get(key);
    if (value.isPresent() && value.get() instanceof MapValue(var entries, _, _)) {
      entries.forEach((name, v) -> scalar(key, v).ifPresent(text -> result.put(name, text)));
    } else if (value.isPresent()) {
      problem(key, "`" + key + "` of " + backend + " maps names to texts.");
    }
    return result;
  }

  /// Adds a problem with a key's value.
  public void problem(String key, String message) {
    problems.add(Diagnostic.error(BackendCode.SETTING_VALUE, span(key), message));
  }

  private Optional<SettingValue> get(String key) {
    return values.flatMap(v -> v.get(key));
  }

  private Optional<String> scalar(String key, SettingValue value) {
    return switch (value) {
      case TextValue(var text, _) -> Optional.of(text);
      case IntegerValue(var number, _) -> Optional.of(Long.toString(number));
      case BooleanValue(var flag, _) -> Optional.of(Boolean.toString(flag));
      case ListValue _, MapValue _, ModuleValue _ -> {
        String message = "`" + key + "` of " + backend + " holds texts, not lists or maps.";
        problems.add(Diagnostic.error(BackendCode.SETTING_VALUE, value.span(), message));
        yield Optional.empty();
      }
    };
  }

  private void checkKeys(List<String> known) {
    values.ifPresent(
        map ->
            map.entries().keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> unknown(key, map.key(key), known)));
  }

  private void unknown(String key, Span span, List<String> known) {
    Diagnostic d =
        Diagnostic.error(
            BackendCode.UNKNOWN_SETTING,
            span,
            "`%s` is not a setting of the %s backend.".formatted(key, backend));
    problems.add(
        Suggestions.apply(d.hint("It knows " + String.join(", ", known) + "."), key, known));
  }
}
