package dev.envc.attest.sbom;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Things that are made whenever they are gone through, one at a time.
final class Lazily extends AbstractCollection<Object> {
  private final Supplier<Stream<?>> things;

  Lazily(Supplier<Stream<?>> things) {
    this.things = things;
  }

  /// Without the buffers of a stream's iterator.
  @Override
  public void forEach(Consumer<? super Object> action) {
    things.get().forEach(action);
  }

  @Override
  public Iterator<Object> iterator() {
    return things.get().<Object>map(t -> t).iterator();
  }

  @Override
  public int size() {
    return Math.toIntExact(things.get().count());
  }
}
