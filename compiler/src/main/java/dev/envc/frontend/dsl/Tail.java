package dev.envc.frontend.dsl;

import dev.envc.ast.Conditional;
import dev.envc.ast.Node;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.language.ConditionText;
import java.util.ArrayList;
import java.util.stream.Collectors;

/// What the `.envc` form writes behind an item, or before a part: its loops and its condition.
record Tail(Node value, String text) {
  static Tail of(Node node) {
    var text = new StringBuilder();
    Node value = node;
    while (value instanceof Repeated r) {
      text.append(" for ")
          .append(DslWords.scalar(r.variable()))
          .append(" in ")
          .append(list(r.in()));
      value = r.value();
    }
    if (value instanceof Conditional c && c.value() instanceof Conditional) {
      var all = new ArrayList<String>();
      while (value instanceof Conditional inner) {
        all.add("(" + ConditionText.canonical(inner.condition().text()) + ")");
        value = inner.value();
      }
      text.append(" if ").append(String.join(" && ", all));
    } else if (value instanceof Conditional c) {
      text.append(" if ").append(ConditionText.canonical(c.condition().text()));
      value = c.value();
    }
    return new Tail(value, text.toString());
  }

  private static String list(Node in) {
    return in instanceof Sequence s
        ? s.items().stream().map(Tail::list).collect(Collectors.joining(", ", "[", "]"))
        : in instanceof Scalar s ? DslWords.scalar(s) : "[]";
  }
}
