package dev.envc.rootfs.script.glib;

import java.util.List;

/// A value of GVariant.
public sealed interface Variant {
  VariantType type();

  /// A number or a truth value: as a signed number, that of a double by its bits.
  record Scalar(VariantType type, long bits) implements Variant {}

  /// A string, an object path or a signature.
  record Text(VariantType type, String value) implements Variant {}

  /// An array, a tuple, the entry of a dictionary, a maybe (with one child or none) or a variant.
  record Container(VariantType type, List<Variant> children) implements Variant {
    public Container {
      children = List.copyOf(children);
    }
  }

  static Variant ofByte(char c) {
    return new Scalar(new VariantType("y"), c);
  }

  static Variant ofString(String text) {
    return new Text(VariantType.STRING, text);
  }

  static Variant tuple(List<Variant> items) {
    return new Container(VariantType.tuple(items.stream().map(Variant::type).toList()), items);
  }

  /// A value with its type, of type `v`.
  static Variant boxed(Variant value) {
    return new Container(VariantType.ANY, List.of(value));
  }

  /// A dictionary of values of any type, in the order of the table (`a{sv}`, GVariantDict).
  static Variant dictionary(GlibTable<Variant> table) {
    var entry = new VariantType("{sv}");
    return new Container(
        VariantType.arrayOf(entry),
        table.keys().stream()
            .<Variant>map(
                k -> new Container(entry, List.of(ofString(k), boxed(table.get(k).orElseThrow()))))
            .toList());
  }

  /// The value as a file has it, little endian.
  default byte[] bytes() {
    return VariantBytes.of(this);
  }

  /// Whether a number is in a range of its type, with both ends in it.
  static boolean isWithin(Scalar value, Scalar least, Scalar most) {
    return compare(least, value) <= 0 && compare(value, most) <= 0;
  }

  static int compare(Scalar a, Scalar b) {
    return switch (a.type().kind()) {
      case 'd' -> {
        double x = Double.longBitsToDouble(a.bits());
        double y = Double.longBitsToDouble(b.bits());
        yield x == y ? 0 : x < y ? -1 : 1;
      }
      case 't' -> Long.compareUnsigned(a.bits(), b.bits());
      default -> Long.compare(a.bits(), b.bits());
    };
  }
}
