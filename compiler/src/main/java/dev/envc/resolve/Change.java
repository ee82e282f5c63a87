package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import java.util.Optional;

/// A change of the manifest that may make a request solvable.
public sealed interface Change {
  /// The version it is about; empty when it changes the request.
  default Optional<Cpv> about() {
    return switch (this) {
      case AcceptKeyword(var cpv, _) -> Optional.of(cpv);
      case Unmask(var cpv) -> Optional.of(cpv);
      case AcceptLicense(var cpv, _) -> Optional.of(cpv);
      case SetUse(var cpv, _, _) -> Optional.of(cpv);
      case Rename _, Drop _ -> Optional.empty();
    };
  }

  /// Accept a keyword for a package: `keywords`.
  record AcceptKeyword(Cpv cpv, String keyword) implements Change {
    @Override
    public String toString() {
      return "accept the keyword `" + keyword + "` for `=" + cpv + "`";
    }
  }

  /// Take a mask off a package: `unmask`.
  record Unmask(Cpv cpv) implements Change {
    @Override
    public String toString() {
      return "unmask `=" + cpv + "`";
    }
  }

  /// Accept licenses for a package: `licenses`.
  record AcceptLicense(Cpv cpv, String licenses) implements Change {
    @Override
    public String toString() {
      return "accept the license `" + licenses + "` for `=" + cpv + "`";
    }
  }

  /// Switch a USE flag of a package: `use`.
  record SetUse(Cpv cpv, String flag, boolean enabled) implements Change {
    @Override
    public String toString() {
      return "set the USE flag `" + (enabled ? "" : "-") + flag + "` for `=" + cpv + "`";
    }
  }

  /// Ask for something by another name, or in another slot.
  record Rename(Wish wish, Atom to) implements Change {
    @Override
    public String toString() {
      return "ask for `" + to + "` instead of `" + wish.atom() + "`";
    }
  }

  /// Ask no longer for something.
  record Drop(Wish wish) implements Change {
    @Override
    public String toString() {
      return "remove `" + wish.atom() + "` from the request";
    }
  }
}
