package dev.envc.backend.disk.board;

import dev.envc.model.SettingValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// One image for several boards: their loaders lie side by side. The first board's settings hold;
/// of the others, the raw areas, and the lists of `boot`, are added.
final class BoardUnion {
  private static final Set<String> ADDED = Set.of("raw", "dtb", "requires", "config", "console");

  private BoardUnion() {}

  static SettingValue.MapValue of(List<SettingValue.MapValue> boards) {
    return boards.stream().skip(1).reduce(boards.getFirst(), BoardUnion::add);
  }

  private static SettingValue.MapValue add(SettingValue.MapValue one, SettingValue.MapValue other) {
    var all = new LinkedHashMap<String, SettingValue>(one.entries());
    other
        .entries()
        .forEach(
            (key, value) -> {
              if (key.equals("boot") || key.equals("arch") || ADDED.contains(key)) {
                all.merge(key, value, BoardUnion::both);
              }
            });
    return one.with(all, other);
  }

  private static SettingValue both(SettingValue a, SettingValue b) {
    if (a instanceof SettingValue.MapValue x && b instanceof SettingValue.MapValue y) {
      return add(x, y);
    }
    if (a instanceof SettingValue.ListValue x && b instanceof SettingValue.ListValue y) {
      var items = new ArrayList<>(x.items());
      items.addAll(y.items());
      return new SettingValue.ListValue(items, x.span());
    }
    if (a instanceof SettingValue.TextValue x
        && b instanceof SettingValue.TextValue y
        && !x.text().equals(y.text())) {
      // Only of arches, and no environment is for two of them.
      return new SettingValue.TextValue(x.text() + " and " + y.text(), x.span());
    }
    return a;
  }
}
