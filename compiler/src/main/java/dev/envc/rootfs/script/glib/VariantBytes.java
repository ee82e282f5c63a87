package dev.envc.rootfs.script.glib;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Values of GVariant as bytes, little endian (GVariant specification 1.0, Serialisation Format):
/// what has children whose sizes differ ends with where they end.
final class VariantBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private VariantBytes() {}

  static byte[] of(Variant value) {
    var bytes = new VariantBytes();
    switch (value) {
      case Variant.Scalar n -> number(bytes.out, n.bits(), n.type().fixedSize());
      case Variant.Text t -> bytes.text(t.value());
      case Variant.Container c -> {
        switch (c.type().kind()) {
          case 'a' -> bytes.array(c);
          case 'm' -> bytes.maybe(c);
          case 'v' -> bytes.boxed(c.children().getFirst());
          default -> bytes.tuple(c);
        }
      }
    }
    return bytes.out.toByteArray();
  }

  static int aligned(int offset, int alignment) {
    return (offset + alignment - 1) & -alignment;
  }

  static void number(ByteArrayOutputStream out, long bits, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (bits >>> (8 * i)));
    }
  }

  private void text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write(0);
  }

  private void align(int alignment) {
    while (out.size() % alignment != 0) {
      out.write(0);
    }
  }

  private void maybe(Variant.Container maybe) {
    for (Variant child : maybe.children()) {
      out.writeBytes(of(child));
      if (child.type().fixedSize() == 0) {
        out.write(0);
      }
    }
  }

  private void boxed(Variant child) {
    out.writeBytes(of(child));
    out.write(0);
    out.writeBytes(child.type().text().getBytes(StandardCharsets.US_ASCII));
  }

  private void array(Variant.Container array) {
    VariantType element = array.type().element();
    int alignment = element.alignment();
    var ends = new ArrayList<Integer>();
    for (Variant child : array.children()) {
      align(alignment);
      out.writeBytes(of(child));
      ends.add(out.size());
    }
    if (element.fixedSize() == 0) {
      offsets(ends);
    }
  }

  /// The last child ends where the tuple does; the ends of the others come last one first.
  private void tuple(Variant.Container tuple) {
    var ends = new ArrayList<Integer>();
    boolean ofChangingSize = false;
    for (Variant child : tuple.children()) {
      if (ofChangingSize) {
        ends.addFirst(out.size());
      }
      align(child.type().alignment());
      out.writeBytes(of(child));
      ofChangingSize = child.type().fixedSize() == 0;
    }
    int size = tuple.type().fixedSize();
    while (out.size() < size) {
      out.write(0);
    }
    offsets(ends);
  }

  /// Writes where children end, in as few bytes each as can tell the size of the whole.
  private void offsets(List<Integer> ends) {
    int size = 1;
    while (size < 8 && out.size() + (long) ends.size() * size > (1L << (8 * size)) - 1) {
      size *= 2;
    }
    for (int end : ends) {
      number(out, end, size);
    }
  }
}
