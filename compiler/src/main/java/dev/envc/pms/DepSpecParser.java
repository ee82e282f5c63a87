package dev.envc.pms;

import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.DepSpec.AnyOf;
import dev.envc.pms.DepSpec.AtMostOneOf;
import dev.envc.pms.DepSpec.ExactlyOneOf;
import dev.envc.pms.DepSpec.Leaf;
import dev.envc.pms.DepSpec.UseConditional;
import dev.envc.pms.Parsed.Bad;
import dev.envc.pms.Parsed.Ok;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads dependency specifications without recursion, so that no input can exhaust the stack.
///
/// @param <L> the leaf
final class DepSpecParser<L> {
  /// The groups that only some variables may use.
  private enum Group {
    ANY_OF("||"),
    EXACTLY_ONE_OF("^^"),
    AT_MOST_ONE_OF("??");

    final String operator;

    Group(String operator) {
      this.operator = operator;
    }
  }

  /// A group that is not closed yet.
  private final class Open {
    final @Nullable Group group;
    final @Nullable String flag;
    final boolean negated;
    final int offset;
    final List<DepSpec<L>> children = new ArrayList<>();

    Open(@Nullable Group group, @Nullable String flag, boolean negated, int offset) {
      this.group = group;
      this.flag = flag;
      this.negated = negated;
      this.offset = offset;
    }

    DepSpec<L> close() {
      if (flag != null) {
        return new UseConditional<>(flag, negated, children);
      }
      if (group == null) {
        return new AllOf<>(children);
      }
      return switch (group) {
        case ANY_OF -> new AnyOf<>(children);
        case EXACTLY_ONE_OF -> new ExactlyOneOf<>(children);
        case AT_MOST_ONE_OF -> new AtMostOneOf<>(children);
      };
    }
  }

  private final String text;
  private final Set<Group> groups;
  private final Function<String, Parsed<L>> leaf;
  private final @Nullable BiFunction<L, String, L> rename;

  /// Whether groups may be written without members: PMS 8.2 has none, Portage reads them in
  /// REQUIRED_USE.
  private final boolean emptyGroups;

  private final Deque<Open> stack = new ArrayDeque<>();

  /// An operator or condition that waits for its parenthesis.
  private @Nullable Open pending;

  private int at;

  private DepSpecParser(
      String text,
      Set<Group> groups,
      Function<String, Parsed<L>> leaf,
      @Nullable BiFunction<L, String, L> rename) {
    this.text = text;
    this.groups = groups;
    this.leaf = leaf;
    this.rename = rename;
    this.emptyGroups = groups.contains(Group.EXACTLY_ONE_OF);
  }

  static Parsed<AllOf<Atom>> dependencies(String text, Eapi eapi) {
    return new DepSpecParser<>(
            text, EnumSet.of(Group.ANY_OF), token -> Atom.tryParse(token, eapi), null)
        .parse();
  }

  static Parsed<AllOf<String>> license(String text) {
    return new DepSpecParser<>(text, EnumSet.of(Group.ANY_OF), DepSpecParser::licenseName, null)
        .parse();
  }

  static Parsed<AllOf<String>> properties(String text) {
    return new DepSpecParser<String>(text, EnumSet.noneOf(Group.class), Ok::new, null).parse();
  }

  static Parsed<AllOf<FlagTerm>> requiredUse(String text, Eapi eapi) {
    var groups = EnumSet.of(Group.ANY_OF, Group.EXACTLY_ONE_OF);
    if (eapi.requiredUseAtMostOne()) {
      groups.add(Group.AT_MOST_ONE_OF);
    }
    return new DepSpecParser<>(text, groups, FlagTerm::tryParse, null).parse();
  }

  static Parsed<AllOf<SrcUri>> srcUri(String text, Eapi eapi) {
    return new DepSpecParser<SrcUri>(
            text,
            EnumSet.noneOf(Group.class),
            token ->
                token.equals("->")
                    ? new Bad<>("EAPI " + eapi + " has no -> in SRC_URI.", 0)
                    : new Ok<>(new SrcUri(token, Optional.empty())),
            eapi.srcUriArrows() ? SrcUri::storedAs : null)
        .parse();
  }

  private static Parsed<String> licenseName(String token) {
    int bad = Names.badInCategoryOrSlot(token);
    return bad >= 0 ? new Bad<>("This cannot stand in a license name.", bad) : new Ok<>(token);
  }

  private Parsed<AllOf<L>> parse() {
    stack.push(new Open(null, null, false, 0));
    for (String token = next(); token != null; token = next()) {
      @Nullable Bad<AllOf<L>> bad = token(token, at - token.length());
      if (bad != null) {
        return bad;
      }
    }
    if (pending != null) {
      return bad("A parenthesis has to follow this.", pending.offset);
    }
    Open root = stack.pop();
    if (!stack.isEmpty()) {
      return bad("This group is not closed.", root.offset);
    }
    return new Ok<>(new AllOf<>(root.children));
  }

  private @Nullable Bad<AllOf<L>> token(String token, int offset) {
    if (token.equals("(")) {
      return open(offset);
    }
    if (pending != null) {
      return bad("A parenthesis has to follow this.", pending.offset);
    }
    if (token.equals(")")) {
      return close(offset);
    }
    for (Group group : Group.values()) {
      if (token.equals(group.operator)) {
        pending = new Open(group, null, false, offset);
        return groups.contains(group) ? null : bad("This group is not allowed here.", offset);
      }
    }
    if (token.endsWith("?")) {
      return condition(token, offset);
    }
    return rename != null && token.equals("->") ? rename(rename, offset) : leaf(token, offset);
  }

  private @Nullable Bad<AllOf<L>> rename(BiFunction<L, String, L> rename, int offset) {
    String target = next();
    List<DepSpec<L>> items = top().children;
    if (target == null || !isFileName(target)) {
      return bad("A file name has to follow ->.", offset);
    }
    if (items.isEmpty() || !(items.removeLast() instanceof Leaf<L>(var value))) {
      return bad("A URI has to stand before ->.", offset);
    }
    items.add(new Leaf<>(rename.apply(value, target)));
    return null;
  }

  private static boolean isFileName(String token) {
    return token.indexOf('/') < 0
        && !token.endsWith("?")
        && !token.equals("(")
        && !token.equals(")");
  }

  private @Nullable Bad<AllOf<L>> open(int offset) {
    if (stack.size() > DepSpec.MAX_DEPTH) {
      return bad("Groups are nested too deeply.", offset);
    }
    stack.push(pending != null ? pending : new Open(null, null, false, offset));
    pending = null;
    return null;
  }

  private @Nullable Bad<AllOf<L>> close(int offset) {
    if (stack.size() == 1) {
      return bad("There is no group to close here.", offset);
    }
    if (!emptyGroups && top().children.isEmpty()) {
      return bad("A group needs at least one member.", top().offset);
    }
    DepSpec<L> closed = stack.pop().close();
    top().children.add(closed);
    return null;
  }

  private @Nullable Bad<AllOf<L>> condition(String token, int offset) {
    boolean negated = token.startsWith("!");
    int start = negated ? 1 : 0;
    if (token.length() - 1 < start) {
      return bad("A condition is a USE flag and a question mark.", offset);
    }
    String flag = token.substring(start, token.length() - 1);
    int bad = Names.badInFlag(flag);
    if (bad >= 0) {
      return bad("This cannot stand in the name of a USE flag.", offset + start + bad);
    }
    pending = new Open(null, flag, negated, offset);
    return null;
  }

  private @Nullable Bad<AllOf<L>> leaf(String token, int offset) {
    return switch (leaf.apply(token)) {
      case Bad<L>(var message, var inside) -> bad(message, offset + inside);
      case Ok<L>(var value) -> {
        top().children.add(new Leaf<>(value));
        yield null;
      }
    };
  }

  private Open top() {
    return stack.getFirst();
  }

  private @Nullable String next() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    int start = at;
    while (at < text.length() && !isSpace(text.charAt(at))) {
      at++;
    }
    return at > start ? text.substring(start, at) : null;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private Bad<AllOf<L>> bad(String message, int offset) {
    return new Bad<>(message, offset);
  }
}
