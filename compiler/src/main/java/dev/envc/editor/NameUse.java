package dev.envc.editor;

import dev.envc.source.Span;
import java.util.Optional;

/// A place where a name stands: of a parameter, of what `let` names, or of a loop's variable.
///
/// @param span the name alone
/// @param loop where the variable is declared, when it is a loop's; such a name is known only there
public record NameUse(String name, Span span, boolean isDeclaration, Optional<Span> loop) {
  boolean isSameAs(NameUse other) {
    return name.equals(other.name) && loop.equals(other.loop);
  }
}
