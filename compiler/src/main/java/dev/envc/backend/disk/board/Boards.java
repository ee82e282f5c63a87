package dev.envc.backend.disk.board;

import dev.envc.model.SettingValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Boards: modules whose settings lie under the manifest's.
public final class Boards {
  /// What a manifest adds to its board: raw areas, of which one of the same name replaces the
  /// board's, and lines of config.txt, of which the last says what holds.
  private static final Set<String> ADDED = Set.of("raw", "config");

  private Boards() {}

  /// The settings with those of their `board` under them; of several boards, with what [BoardUnion]
  /// makes of them.
  public static SettingValue.MapValue under(SettingValue.MapValue settings) {
    List<SettingValue.MapValue> boards =
        settings.get("board").stream().flatMap(Boards::modules).toList();
    return boards.isEmpty() ? settings : merge(BoardUnion.of(boards), settings);
  }

  private static Stream<SettingValue.MapValue> modules(SettingValue value) {
    return switch (value) {
      case SettingValue.ModuleValue one -> Stream.of(one.settings());
      case SettingValue.ListValue several -> several.items().stream().flatMap(Boards::modules);
      case SettingValue.TextValue _,
          SettingValue.MapValue _,
          SettingValue.IntegerValue _,
          SettingValue.BooleanValue _ ->
          Stream.of();
    };
  }

  /// `over` laid over `under`: maps are merged by key, [#ADDED] lists put together, anything else
  /// of `over` replaces what lies under it.
  private static SettingValue.MapValue merge(
      SettingValue.MapValue under, SettingValue.MapValue over) {
    var merged = new LinkedHashMap<String, SettingValue>(under.entries());
    over.entries().forEach((key, value) -> merged.merge(key, value, (a, b) -> both(key, a, b)));
    return over.with(merged, under);
  }

  private static SettingValue both(String key, SettingValue under, SettingValue over) {
    if (under instanceof SettingValue.MapValue x && over instanceof SettingValue.MapValue y) {
      return merge(x, y);
    }
    if (ADDED.contains(key)
        && under instanceof SettingValue.ListValue x
        && over instanceof SettingValue.ListValue y) {
      Set<String> named = y.items().stream().flatMap(Boards::name).collect(Collectors.toSet());
      var items = new ArrayList<SettingValue>();
      x.items().stream().filter(i -> name(i).noneMatch(named::contains)).forEach(items::add);
      items.addAll(y.items());
      return new SettingValue.ListValue(items, y.span());
    }
    return over;
  }

  private static Stream<String> name(SettingValue item) {
    return item instanceof SettingValue.MapValue map
            && map.entries().get("name") instanceof SettingValue.TextValue text
        ? Stream.of(text.text())
        : Stream.of();
  }
}
