package dev.envc.pms;

/// A package's slot and sub-slot (PMS 7.2). A SLOT without sub-slot has a sub-slot equal to the
/// slot.
public record Slot(String slot, String subslot) implements Comparable<Slot> {
  /// SLOT="0".
  public static final Slot ZERO = new Slot("0", "0");

  /// Reads `slot` or `slot/subslot`.
  public static Parsed<Slot> tryParse(String text) {
    if (text.equals("0")) {
      return new Parsed.Ok<>(ZERO);
    }
    int slash = text.indexOf('/');
    String slot = slash < 0 ? text : text.substring(0, slash);
    int bad = Names.badInCategoryOrSlot(slot);
    if (bad >= 0) {
      return new Parsed.Bad<>("This cannot stand in a slot name.", bad);
    }
    if (slash < 0) {
      return new Parsed.Ok<>(new Slot(slot, slot));
    }
    String subslot = text.substring(slash + 1);
    bad = Names.badInCategoryOrSlot(subslot);
    if (bad >= 0) {
      return new Parsed.Bad<>("This cannot stand in a sub-slot name.", slash + 1 + bad);
    }
    return new Parsed.Ok<>(new Slot(slot, subslot));
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is not a slot
  public static Slot parse(String text) {
    return tryParse(text).orElseThrow();
  }

  @Override
  public int compareTo(Slot other) {
    int order = slot.compareTo(other.slot);
    return order != 0 ? order : subslot.compareTo(other.subslot);
  }

  /// `slot`, or `slot/subslot` where the sub-slot differs from the slot.
  @Override
  public String toString() {
    return slot.equals(subslot) ? slot : slot + "/" + subslot;
  }
}
