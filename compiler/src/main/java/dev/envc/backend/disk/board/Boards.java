package dev.envc.backend.disk.board;

import dev.envc.model.SettingValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// Boards: modules whose settings lie under the manifest's.
public final class Boards {
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

  /// `over` laid over `under`: maps are merged by key, anything else of `over` replaces what lies
  /// under it.
  private static SettingValue.MapValue merge(
      SettingValue.MapValue under, SettingValue.MapValue over) {
    var merged = new LinkedHashMap<String, SettingValue>(under.entries());
    over.entries()
        .forEach(
            (key, value) ->
                merged.merge(
                    key,
                    value,
                    (a, b) ->
                        a instanceof SettingValue.MapValue x && b instanceof SettingValue.MapValue y
                            ? merge(x, y)
                            : b));
    return new SettingValue.MapValue(merged, over.span());
  }
}
