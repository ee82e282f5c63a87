package dev.envc.pms;

import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.DepSpec.AnyOf;
import dev.envc.pms.DepSpec.AtMostOneOf;
import dev.envc.pms.DepSpec.ExactlyOneOf;
import dev.envc.pms.DepSpec.Leaf;
import dev.envc.pms.DepSpec.UseConditional;
import java.util.List;

/// Writes a specification as its parser reads it. An [AllOf] given as root is the whole text and
/// has no parentheses.
final class DepSpecPrinter {
  private DepSpecPrinter() {}

  static <L> String print(DepSpec<L> root) {
    var out = new StringBuilder();
    if (root instanceof AllOf<L>(var children)) {
      items(children, out);
    } else {
      item(root, out);
    }
    return out.toString();
  }

  private static <L> void item(DepSpec<L> spec, StringBuilder out) {
    switch (spec) {
      case Leaf<L>(var value) -> out.append(value);
      case AllOf<L>(var children) -> group("", children, out);
      case AnyOf<L>(var children) -> group("|| ", children, out);
      case ExactlyOneOf<L>(var children) -> group("^^ ", children, out);
      case AtMostOneOf<L>(var children) -> group("?? ", children, out);
      case UseConditional<L>(var flag, var negated, var children) ->
          group((negated ? "!" : "") + flag + "? ", children, out);
    }
  }

  private static <L> void group(String prefix, List<DepSpec<L>> children, StringBuilder out) {
    out.append(prefix).append("( ");
    items(children, out);
    out.append(children.isEmpty() ? ")" : " )");
  }

  private static <L> void items(List<DepSpec<L>> children, StringBuilder out) {
    String separator = "";
    for (DepSpec<L> child : children) {
      out.append(separator);
      item(child, out);
      separator = " ";
    }
  }
}
