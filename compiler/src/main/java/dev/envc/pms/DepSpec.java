package dev.envc.pms;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A dependency specification (PMS 8.2): a tree of groups over leaves of one kind.
///
/// What the parsers return is an [AllOf] of the top-level items. Trees they make are at most
/// [#MAX_DEPTH] levels deep.
///
/// @param <L> the leaf: [Atom], [FlagTerm], [SrcUri], or a plain name for LICENSE, PROPERTIES and
///   RESTRICT
public sealed interface DepSpec<L> {
  /// How deep groups may be nested. No real specification comes near.
  int MAX_DEPTH = 200;

  /// `( … )`: all children.
  record AllOf<L>(List<DepSpec<L>> children) implements DepSpec<L> {
    public AllOf {
      children = List.copyOf(children);
    }

    @Override
    public String toString() {
      return DepSpecPrinter.print(this);
    }
  }

  /// `|| ( … )`: at least one child.
  record AnyOf<L>(List<DepSpec<L>> children) implements DepSpec<L> {
    public AnyOf {
      children = List.copyOf(children);
    }

    @Override
    public String toString() {
      return DepSpecPrinter.print(this);
    }
  }

  /// `^^ ( … )`: exactly one child.
  record ExactlyOneOf<L>(List<DepSpec<L>> children) implements DepSpec<L> {
    public ExactlyOneOf {
      children = List.copyOf(children);
    }

    @Override
    public String toString() {
      return DepSpecPrinter.print(this);
    }
  }

  /// `?? ( … )`: at most one child.
  record AtMostOneOf<L>(List<DepSpec<L>> children) implements DepSpec<L> {
    public AtMostOneOf {
      children = List.copyOf(children);
    }

    @Override
    public String toString() {
      return DepSpecPrinter.print(this);
    }
  }

  /// `flag? ( … )` or, negated, `!flag? ( … )`: all children, if the condition holds.
  record UseConditional<L>(String flag, boolean negated, List<DepSpec<L>> children)
      implements DepSpec<L> {
    public UseConditional {
      children = List.copyOf(children);
    }

    /// Whether the condition holds.
    public boolean holds(Predicate<String> use) {
      return use.test(flag) != negated;
    }

    @Override
    public String toString() {
      return DepSpecPrinter.print(this);
    }
  }

  /// One item.
  record Leaf<L>(L value) implements DepSpec<L> {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /// Reads DEPEND, BDEPEND, RDEPEND, PDEPEND or IDEPEND.
  static Parsed<AllOf<Atom>> parseDependencies(String text, Eapi eapi) {
    return DepSpecParser.dependencies(text, eapi);
  }

  /// Reads LICENSE.
  static Parsed<AllOf<String>> parseLicense(String text) {
    return DepSpecParser.license(text);
  }

  /// Reads REQUIRED_USE.
  static Parsed<AllOf<FlagTerm>> parseRequiredUse(String text, Eapi eapi) {
    return DepSpecParser.requiredUse(text, eapi);
  }

  /// Reads PROPERTIES or RESTRICT.
  static Parsed<AllOf<String>> parseProperties(String text) {
    return DepSpecParser.properties(text);
  }

  /// Reads SRC_URI.
  static Parsed<AllOf<SrcUri>> parseSrcUri(String text, Eapi eapi) {
    return DepSpecParser.srcUri(text, eapi);
  }

  /// The children of a group; empty for a leaf.
  default List<DepSpec<L>> children() {
    return List.of();
  }

  /// This tree without conditionals, decided by `use`. A conditional that holds is spliced into an
  /// all-of group; in any other group it stays together as one all-of child (PMS 8.2.3). Groups are
  /// kept even if nothing is left in them: whether an empty one is satisfied depends on the EAPI.
  static <L> AllOf<L> evaluate(AllOf<L> spec, Predicate<String> use) {
    return DepSpecEvaluation.evaluate(spec, use, UnaryOperator.identity());
  }

  /// As [#evaluate], with the conditional USE dependencies of the atoms decided too.
  static AllOf<Atom> evaluateDependencies(AllOf<Atom> spec, Predicate<String> use) {
    return DepSpecEvaluation.evaluate(
        spec,
        use,
        atom -> atom.value().hasConditionalUse() ? new Leaf<>(atom.value().evaluate(use)) : atom);
  }

  /// Calls `action` for every leaf, from left to right.
  default void forEachLeaf(Consumer<? super L> action) {
    if (this instanceof Leaf<L>(var value)) {
      action.accept(value);
    }
    for (DepSpec<L> child : children()) {
      child.forEachLeaf(action);
    }
  }

  /// All leaves, from left to right, with repetitions.
  default List<L> leaves() {
    var leaves = new ArrayList<L>();
    forEachLeaf(leaves::add);
    return List.copyOf(leaves);
  }

  /// The flags of the conditionals around the leaves that `leaf` picks: those that decide whether
  /// such a leaf is in effect. Sorted.
  default SortedSet<String> flagsAffecting(Predicate<? super L> leaf) {
    var flags = new TreeSet<String>();
    DepSpecEvaluation.collectAffecting(this, leaf, flags);
    return flags;
  }

  /// The flags that conditionals of this tree ask for, in order of appearance, with repetitions.
  default List<String> conditionFlags() {
    var flags = new ArrayList<String>();
    DepSpecEvaluation.collectConditionFlags(this, flags);
    return List.copyOf(flags);
  }
}
