package dev.envc.compose;

import dev.envc.ast.Mapping;
import java.util.BitSet;

/// A part of the program that defines fields: a document's own fields, one of its conditional
/// parts, or one of its variants. A layer is nearer than the layers in `below`, and beats them.
record Layer(int index, Mapping content, BitSet below) {
  boolean beats(Layer other) {
    return below.get(other.index);
  }
}
