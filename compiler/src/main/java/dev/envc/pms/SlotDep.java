package dev.envc.pms;

import java.util.Optional;

/// The slot part of an atom (PMS 8.3.3), without the leading colon.
public sealed interface SlotDep {

  /// `:*`, any slot, and it may change later.
  record AnySlot() implements SlotDep {
    @Override
    public String toString() {
      return "*";
    }
  }

  /// `:=`, any slot, rebuild when slot or sub-slot change.
  record AnySlotRebuild() implements SlotDep {
    @Override
    public String toString() {
      return "=";
    }
  }

  /// `:slot`, `:slot/subslot`, and both with `=` (the second only as package managers record it).
  record Named(String slot, Optional<String> subslot, boolean rebuild) implements SlotDep {
    @Override
    public String toString() {
      return slot + subslot.map(s -> "/" + s).orElse("") + (rebuild ? "=" : "");
    }
  }

  /// Reads what stands after the colon of a slot dependency.
  static Parsed<SlotDep> tryParse(String text) {
    if (text.equals("*")) {
      return new Parsed.Ok<>(new AnySlot());
    }
    if (text.equals("=")) {
      return new Parsed.Ok<>(new AnySlotRebuild());
    }
    boolean rebuild = text.endsWith("=");
    String name = rebuild ? text.substring(0, text.length() - 1) : text;
    boolean hasSubslot = name.indexOf('/') >= 0;
    return Slot.tryParse(name)
        .map(
            slot ->
                new Named(
                    slot.slot(),
                    hasSubslot ? Optional.of(slot.subslot()) : Optional.empty(),
                    rebuild));
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is not a slot dependency
  static SlotDep parse(String text) {
    return tryParse(text).orElseThrow();
  }

  /// Whether a package in `slot` satisfies this.
  default boolean matches(Slot slot) {
    return switch (this) {
      case AnySlot _, AnySlotRebuild _ -> true;
      case Named named ->
          named.slot.equals(slot.slot())
              && (named.subslot.isEmpty() || named.subslot.get().equals(slot.subslot()));
    };
  }

  /// Whether this is one of the `=` forms.
  default boolean isRebuild() {
    return switch (this) {
      case AnySlot _ -> false;
      case AnySlotRebuild _ -> true;
      case Named named -> named.rebuild;
    };
  }
}
