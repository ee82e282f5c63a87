package dev.envc.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record with a component of every type, an empty one and a switch over types in an interface:
/// what `RunJars` makes plain code of.
public final class Plain {
  private Plain() {}

  record Mixed(
      int a, long b, float c, double d, boolean e, byte f, short g, char h, @Nullable String i) {}

  record None() {}

  interface Switch {
    static int over(@Nullable Object o) {
      return switch (o) {
        case null -> -1;
        case String s when s.isEmpty() -> 0;
        case CharSequence _ -> 1;
        case Integer i when i > 5 -> 2;
        case Number _ -> 3;
        default -> 4;
      };
    }
  }

  /// Everything that can be asked of them.
  public static List<Object> said() {
    var said = new ArrayList<Object>();
    var one = new Mixed(1, 2L, 3F, Double.NaN, true, (byte) -4, (short) 5, 'h', null);
    var records =
        List.of(
            one,
            new Mixed(1, 2L, 3F, Double.NaN, true, (byte) -4, (short) 5, 'h', null),
            new Mixed(9, 2L, 3F, Double.NaN, true, (byte) -4, (short) 5, 'h', null),
            new Mixed(1, 1L << 40, 3F, Double.NaN, true, (byte) -4, (short) 5, 'h', null),
            new Mixed(1, 2L, -0F, Double.NaN, true, (byte) -4, (short) 5, 'h', null),
            new Mixed(1, 2L, 0F, 0.5, true, (byte) -4, (short) 5, 'h', null),
            new Mixed(1, 2L, 3F, Double.NaN, false, (byte) -4, (short) 5, 'h', null),
            new Mixed(1, 2L, 3F, Double.NaN, true, (byte) 4, (short) 5, 'h', null),
            new Mixed(1, 2L, 3F, Double.NaN, true, (byte) -4, (short) -5, 'h', null),
            new Mixed(1, 2L, 3F, Double.NaN, true, (byte) -4, (short) 5, 'H', null),
            new Mixed(1, 2L, 3F, Double.NaN, true, (byte) -4, (short) 5, 'h', "i"));
    for (Mixed record : records) {
      for (Mixed other : records) {
        said.add(record.equals(other));
      }
      said.add(record.hashCode());
      said.add(record.toString());
    }
    said.add(one.equals((Object) "one"));
    said.add(new None().equals(new None()));
    said.add(new None().hashCode());
    said.add(new None().toString());
    for (Object o : new @Nullable Object[] {null, "", "s", 9, 1, 2L, 'c'}) {
      said.add(Switch.over(o));
    }
    return said;
  }
}
