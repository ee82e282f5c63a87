package dev.envc.pms;

import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.DepSpec.AnyOf;
import dev.envc.pms.DepSpec.AtMostOneOf;
import dev.envc.pms.DepSpec.ExactlyOneOf;
import dev.envc.pms.DepSpec.Leaf;
import dev.envc.pms.DepSpec.UseConditional;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Decides REQUIRED_USE and words the part that fails.
final class RequiredUseCheck {
  /// What a child means for its group.
  enum Verdict {
    HOLDS,
    FAILS,
    /// A condition that does not apply, or an empty group: no member of its parent (PMS 8.2.3).
    ABSENT;

    static Verdict of(boolean holds) {
      return holds ? HOLDS : FAILS;
    }
  }

  /// A constraint without redundant groups; `operator` is empty for an all-of group and for a
  /// single flag.
  private record Node(
      String operator, String flag, List<Node> children, boolean holds, boolean counts) {
    boolean isGroup() {
      return flag.isEmpty();
    }

    boolean isPlain() {
      return isGroup() && operator.isEmpty();
    }
  }

  private final Predicate<String> use;
  private final Eapi eapi;

  RequiredUseCheck(Predicate<String> use, Eapi eapi) {
    this.use = use;
    this.eapi = eapi;
  }

  static Verdict verdict(DepSpec<FlagTerm> spec, Predicate<String> use, Eapi eapi) {
    return switch (spec) {
      case Leaf<FlagTerm>(var term) -> Verdict.of(term.holds(use));
      case AllOf<FlagTerm>(var children) -> all(children, use, eapi, Verdict.ABSENT);
      case UseConditional<FlagTerm> conditional ->
          conditional.holds(use)
              ? all(conditional.children(), use, eapi, Verdict.HOLDS)
              : Verdict.ABSENT;
      case AnyOf<FlagTerm>(var children) -> counted(children, use, eapi, Count.AT_LEAST_ONE);
      case ExactlyOneOf<FlagTerm>(var children) -> counted(children, use, eapi, Count.ONE);
      case AtMostOneOf<FlagTerm>(var children) -> counted(children, use, eapi, Count.AT_MOST_ONE);
    };
  }

  private static Verdict all(
      List<DepSpec<FlagTerm>> children, Predicate<String> use, Eapi eapi, Verdict ifEmpty) {
    Verdict result = ifEmpty;
    for (DepSpec<FlagTerm> child : children) {
      switch (verdict(child, use, eapi)) {
        case FAILS -> {
          return Verdict.FAILS;
        }
        case HOLDS -> result = Verdict.HOLDS;
        case ABSENT -> {}
      }
    }
    return result;
  }

  private static Verdict counted(
      List<DepSpec<FlagTerm>> children, Predicate<String> use, Eapi eapi, Count count) {
    int members = 0;
    int holding = 0;
    for (DepSpec<FlagTerm> child : children) {
      Verdict verdict = verdict(child, use, eapi);
      members += verdict == Verdict.ABSENT ? 0 : 1;
      holding += verdict == Verdict.HOLDS ? 1 : 0;
    }
    return Verdict.of((members == 0 && eapi.emptyGroupsMatch()) || count.accepts(holding));
  }

  private enum Count {
    AT_LEAST_ONE,
    ONE,
    AT_MOST_ONE;

    boolean accepts(int holding) {
      return switch (this) {
        case AT_LEAST_ONE -> holding >= 1;
        case ONE -> holding == 1;
        case AT_MOST_ONE -> holding <= 1;
      };
    }
  }

  /// The text of what fails of `root`, which does not hold.
  String unsatisfiedPart(AllOf<FlagTerm> root) {
    return children(nodes(root.children(), false), false);
  }

  /// The simplified children of a group; `counted` if the group is one of `||`, `^^`, `??`.
  private List<Node> nodes(List<DepSpec<FlagTerm>> specs, boolean counted) {
    var result = new ArrayList<Node>();
    for (DepSpec<FlagTerm> spec : specs) {
      switch (spec) {
        case Leaf<FlagTerm>(var term) ->
            result.add(new Node("", term.toString(), List.of(), term.holds(use), false));
        case AllOf<FlagTerm>(var children) -> addAll(children, counted, holds(spec), result);
        case UseConditional<FlagTerm> conditional -> addConditional(conditional, result);
        case AnyOf<FlagTerm>(var children) -> addCounted("||", spec, children, counted, result);
        case ExactlyOneOf<FlagTerm>(var children) ->
            addCounted("^^", spec, children, counted, result);
        case AtMostOneOf<FlagTerm>(var children) ->
            addCounted("??", spec, children, counted, result);
      }
    }
    return result;
  }

  private boolean holds(DepSpec<FlagTerm> spec) {
    return verdict(spec, use, eapi) != Verdict.FAILS;
  }

  private void addAll(
      List<DepSpec<FlagTerm>> specs, boolean counted, boolean holds, List<Node> result) {
    List<Node> children = nodes(specs, false);
    if (children.size() <= 1 || !counted) {
      result.addAll(children);
    } else {
      result.add(new Node("", "", children, holds, false));
    }
  }

  private void addConditional(UseConditional<FlagTerm> conditional, List<Node> result) {
    if (!conditional.holds(use)) {
      return;
    }
    List<Node> children = nodes(conditional.children(), false);
    if (!children.isEmpty()) {
      String operator = (conditional.negated() ? "!" : "") + conditional.flag() + "?";
      result.add(new Node(operator, "", children, holds(conditional), false));
    }
  }

  private void addCounted(
      String operator,
      DepSpec<FlagTerm> spec,
      List<DepSpec<FlagTerm>> specs,
      boolean counted,
      List<Node> result) {
    List<Node> children = nodes(specs, true);
    if (children.size() > 1) {
      result.add(new Node(operator, "", children, holds(spec), true));
    } else if (children.size() == 1 && children.getFirst().isPlain() && !counted) {
      result.addAll(children.getFirst().children());
    } else {
      result.addAll(children);
    }
  }

  /// Inside a counted group everything is worded, elsewhere only what fails.
  private static String children(List<Node> nodes, boolean everything) {
    return nodes.stream()
        .filter(node -> everything || !node.holds())
        .map(node -> text(node, everything))
        .collect(Collectors.joining(" "));
  }

  private static String text(Node node, boolean everything) {
    if (!node.isGroup()) {
      return node.flag();
    }
    String prefix = node.isPlain() ? "( " : node.operator() + " ( ";
    String inside = children(node.children(), everything || node.counts());
    return prefix + (inside.isEmpty() ? ")" : inside + " )");
  }
}
