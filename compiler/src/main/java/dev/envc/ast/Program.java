package dev.envc.ast;

import java.util.List;

/// A manifest with everything it builds on. Each unit stands after the units it imports; the last
/// one is the manifest itself. A file that is imported twice is there once.
public record Program(List<Unit> units) {
  /// A document, and the indexes of those it imports, in its order.
  public record Unit(Document document, List<Integer> imports) {
    public Unit {
      imports = List.copyOf(imports);
    }
  }

  public Program {
    units = List.copyOf(units);
  }

  /// The manifest itself.
  public Unit root() {
    return units.getLast();
  }
}
