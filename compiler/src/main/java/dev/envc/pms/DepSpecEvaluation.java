package dev.envc.pms;

import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.DepSpec.AnyOf;
import dev.envc.pms.DepSpec.AtMostOneOf;
import dev.envc.pms.DepSpec.ExactlyOneOf;
import dev.envc.pms.DepSpec.Leaf;
import dev.envc.pms.DepSpec.UseConditional;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Decides the conditionals of a specification.
final class DepSpecEvaluation {
  private DepSpecEvaluation() {}

  static <L> AllOf<L> evaluate(AllOf<L> spec, Predicate<String> use, UnaryOperator<Leaf<L>> leaf) {
    return new AllOf<>(spliced(spec.children(), use, leaf));
  }

  static <L> void collectConditionFlags(DepSpec<L> spec, List<String> flags) {
    if (spec instanceof UseConditional<L> conditional) {
      flags.add(conditional.flag());
    }
    for (DepSpec<L> child : spec.children()) {
      collectConditionFlags(child, flags);
    }
  }

  /// Whether the tree has a picked leaf; adds the flags of conditionals on the way to one.
  static <L> boolean collectAffecting(
      DepSpec<L> spec, Predicate<? super L> leaf, Set<String> flags) {
    boolean found = spec instanceof Leaf<L>(var value) && leaf.test(value);
    for (DepSpec<L> child : spec.children()) {
      found |= collectAffecting(child, leaf, flags);
    }
    if (found && spec instanceof UseConditional<L> conditional) {
      flags.add(conditional.flag());
    }
    return found;
  }

  private static <L> List<DepSpec<L>> spliced(
      List<DepSpec<L>> children, Predicate<String> use, UnaryOperator<Leaf<L>> leaf) {
    var result = new ArrayList<DepSpec<L>>(children.size());
    splice(children, use, leaf, result);
    return result;
  }

  private static <L> void splice(
      List<DepSpec<L>> children,
      Predicate<String> use,
      UnaryOperator<Leaf<L>> leaf,
      List<DepSpec<L>> result) {
    for (DepSpec<L> child : children) {
      if (child instanceof UseConditional<L> conditional) {
        if (conditional.holds(use)) {
          splice(conditional.children(), use, leaf, result);
        }
      } else {
        result.add(one(child, use, leaf));
      }
    }
  }

  private static <L> List<DepSpec<L>> grouped(
      List<DepSpec<L>> children, Predicate<String> use, UnaryOperator<Leaf<L>> leaf) {
    var result = new ArrayList<DepSpec<L>>(children.size());
    for (DepSpec<L> child : children) {
      if (child instanceof UseConditional<L> conditional) {
        if (conditional.holds(use)) {
          result.add(together(spliced(conditional.children(), use, leaf)));
        }
      } else {
        result.add(one(child, use, leaf));
      }
    }
    return result;
  }

  private static <L> DepSpec<L> together(List<DepSpec<L>> children) {
    return children.size() == 1 ? children.getFirst() : new AllOf<>(children);
  }

  private static <L> DepSpec<L> one(
      DepSpec<L> spec, Predicate<String> use, UnaryOperator<Leaf<L>> leaf) {
    return switch (spec) {
      case Leaf<L> item -> leaf.apply(item);
      case AllOf<L>(var children) -> new AllOf<>(spliced(children, use, leaf));
      case AnyOf<L>(var children) -> new AnyOf<>(grouped(children, use, leaf));
      case ExactlyOneOf<L>(var children) -> new ExactlyOneOf<>(grouped(children, use, leaf));
      case AtMostOneOf<L>(var children) -> new AtMostOneOf<>(grouped(children, use, leaf));
      case UseConditional<L>(_, _, var children) -> new AllOf<>(spliced(children, use, leaf));
    };
  }
}
