package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.source.Span;
import java.util.Optional;

/// One line of the request.
///
/// @param atom what is asked for
/// @param origin who asks: `manifest`, or the set the atom comes from, such as `@system`
/// @param span where the manifest says so; empty for an atom of a set
public record Wish(Atom atom, String origin, Optional<Span> span) {
  /// The origin of what the manifest asks for by itself.
  public static final String MANIFEST = "manifest";

  /// A wish of the manifest without a place.
  public static Wish of(Atom atom) {
    return new Wish(atom, MANIFEST, Optional.empty());
  }
}
