package dev.envc.pms;

/// A slot and its subslot; the subslot is the slot itself when none is written (PMS 7.2).
public record Slot(String slot, String subslot) {
  public static Slot parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Slot(text, text)
        : new Slot(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return slot.equals(subslot) ? slot : slot + "/" + subslot;
  }
}
