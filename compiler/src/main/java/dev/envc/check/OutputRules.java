package dev.envc.check;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.SettingValue;
import dev.envc.source.Span;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Settings of backends. A plain `true`, `false` or whole number is that; everything else is text.
/// What is written under `board` names modules that the settings lie on.
final class OutputRules implements RuleGroup<SortedMap<String, SettingValue.MapValue>> {
  private static final String MODULE = "board";
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

  private final Leaves leaves;
  private final Diagnostics diagnostics;
  private final CheckSettings.Modules modules;

  OutputRules(Leaves leaves, Diagnostics diagnostics, CheckSettings.Modules modules) {
    this.leaves = leaves;
    this.diagnostics = diagnostics;
    this.modules = modules;
  }

  @Override
  public Set<ManifestCode> codes() {
    return Set.of(ManifestCode.WRONG_SHAPE);
  }

  @Override
  public SortedMap<String, SettingValue.MapValue> check(View environment) {
    var outputs = new TreeMap<String, SettingValue.MapValue>();
    for (Mapping.Entry e : environment.entries("outputs")) {
      leaves.check(dev.envc.language.LeafType.BACKEND, e.key());
      if (setting(e.value()) instanceof SettingValue.MapValue map) {
        outputs.put(e.name(), withModules(e.name(), map));
      } else {
        diagnostics.add(
            Diagnostic.error(
                ManifestCode.WRONG_SHAPE,
                TreeRules.head(e.value().span()),
                "The settings of a backend are a mapping."));
      }
    }
    return outputs;
  }

  private SettingValue.MapValue withModules(String backend, SettingValue.MapValue map) {
    if (map.get(MODULE).isEmpty()) {
      return map;
    }
    var entries = new LinkedHashMap<>(map.entries());
    entries.computeIfPresent(MODULE, (_, value) -> modules(backend, value));
    return map.with(entries, map);
  }

  private SettingValue modules(String backend, SettingValue value) {
    return switch (value) {
      case SettingValue.TextValue(String text, Span span) ->
          modules
              .settings(backend, new Scalar(text, Scalar.Style.PLAIN, span))
              .map(m -> (SettingValue) new SettingValue.ModuleValue(text, map(m), span))
              .orElse(value);
      case SettingValue.ListValue list ->
          new SettingValue.ListValue(
              list.items().stream().map(i -> modules(backend, i)).toList(), list.span());
      case SettingValue.BooleanValue _,
          SettingValue.IntegerValue _,
          SettingValue.ModuleValue _,
          SettingValue.MapValue _ ->
          value;
    };
  }

  private static SettingValue setting(Node node) {
    return switch (node) {
      case Scalar s -> scalar(s);
      case Sequence s ->
          new SettingValue.ListValue(
              s.items().stream().map(OutputRules::setting).toList(), s.span());
      case Mapping m -> map(m);
      case Prioritized p -> setting(p.value());
      case Conditional c -> setting(c.value());
      case Repeated r -> setting(r.value());
    };
  }

  private static SettingValue.MapValue map(Mapping m) {
    var entries = new LinkedHashMap<String, SettingValue>();
    var keys = new HashMap<String, Span>();
    for (Mapping.Entry e : m.entries()) {
      entries.put(e.name(), setting(e.value()));
      keys.put(e.name(), e.key().span());
    }
    return new SettingValue.MapValue(entries, keys, m.span());
  }

  private static SettingValue scalar(Scalar s) {
    boolean plain = s.style() == Scalar.Style.PLAIN;
    if (plain && (s.text().equals("true") || s.text().equals("false"))) {
      return new SettingValue.BooleanValue(s.text().equals("true"), s.span());
    }
    if (plain && INTEGER.matcher(s.text()).matches()) {
      return new SettingValue.IntegerValue(Long.parseLong(s.text()), s.span());
    }
    return new SettingValue.TextValue(s.text(), s.span());
  }
}
