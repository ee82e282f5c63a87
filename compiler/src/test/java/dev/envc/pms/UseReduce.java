package dev.envc.pms;

import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.DepSpec.AnyOf;
import dev.envc.pms.DepSpec.Leaf;
import dev.envc.pms.DepSpec.UseConditional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Portage's `use_reduce` in terms of [DepSpec]: its many options as predicates on conditions.
final class UseReduce {
  private final JsonNode args;
  private final JsonNode kwargs;
  private final Set<String> use;
  private final Set<String> masked;
  private final Set<String> excluded;
  private final boolean matchAll;
  private final boolean matchNone;
  private final Optional<Eapi> eapi;

  private UseReduce(JsonNode vector) {
    this.args = vector.get("args");
    this.kwargs = vector.path("kwargs");
    this.use = strings(option(1, "uselist"));
    this.masked = strings(option(2, "masklist"));
    this.matchAll = truth(option(3, "matchall"));
    this.excluded = strings(option(4, "excludeall"));
    this.eapi = Eapi.of(option(6, "eapi").asString(""));
    this.matchNone = truth(option(11, "matchnone"));
  }

  /// The answer in the form of the expectation, empty if the text cannot be read.
  static Optional<String> of(JsonNode vector) {
    var reduce = new UseReduce(vector);
    Optional<AllOf<String>> parsed = reduce.parsed();
    JsonNode validFlags = reduce.option(9, "is_valid_flag");
    if (parsed.isEmpty()
        || (validFlags.isObject()
            && !parsed.get().conditionFlags().stream()
                .allMatch(CorpusRequiredUseTest.predicate(validFlags)))) {
      return Optional.empty();
    }
    JsonNode subset = reduce.option(12, "subset");
    AllOf<String> spec =
        subset.isArray()
            ? new AllOf<>(within(parsed.get().children(), strings(subset), false))
            : parsed.get();
    AllOf<String> decided =
        DepSpec.evaluate(new AllOf<>(reduce.decided(spec.children())), "on"::equals);
    if (ReducedSpec.isFlat(vector)) {
      var tokens = new ArrayList<String>();
      flat(decided.children(), tokens);
      return Optional.of(CorpusVersionsTest.quoted(tokens));
    }
    return Optional.of(
        ReducedSpec.normal(
            reduce.eapi.map(Eapi::emptyGroupsMatch).orElse(true)
                ? new AllOf<>(withoutEmpty(decided.children()))
                : decided));
  }

  /// Any names or atoms, with Portage's rules for groups and conditions.
  static Optional<AllOf<String>> parse(String text) {
    return DepSpec.parseLicense(text)
        .toOptional()
        .or(
            () ->
                DepSpec.parseDependencies(text, Eapi.LATEST)
                    .map(spec -> new AllOf<>(texts(spec.children(), Atom::toString)))
                    .toOptional());
  }

  /// As [#parse], but groups may be empty, as in REQUIRED_USE.
  static Optional<AllOf<String>> parseWithEmptyGroups(String text) {
    return parse(text)
        .or(
            () ->
                DepSpec.parseRequiredUse(text, Eapi.LATEST)
                    .map(spec -> new AllOf<>(texts(spec.children(), FlagTerm::toString)))
                    .toOptional());
  }

  static Optional<String> parenReduce(String text) {
    return parseWithEmptyGroups(text)
        .map(ReducedSpec::normal)
        .map(t -> t.replaceAll("(\\S+\\?|\\|\\|) \\( \\)", "").strip().replaceAll(" +", " "));
  }

  private Optional<AllOf<String>> parsed() {
    String text = args.get(0).asString();
    if (truth(option(5, "is_src_uri"))) {
      return DepSpec.parseSrcUri(text, eapi.orElse(Eapi.LATEST))
          .map(spec -> new AllOf<>(uris(spec.children())))
          .toOptional();
    }
    if (option(10, "token_class").isObject()) {
      return DepSpec.parseDependencies(text, eapi.orElse(Eapi.LATEST))
          .map(
              spec ->
                  new AllOf<>(
                      texts(
                          spec.children(),
                          atom -> (matchAll ? atom : atom.evaluate(use::contains)).toString())))
          .toOptional();
    }
    return parse(text);
  }

  /// A renamed URI is three tokens.
  private List<DepSpec<String>> uris(List<DepSpec<SrcUri>> specs) {
    var result = new ArrayList<DepSpec<String>>();
    for (DepSpec<SrcUri> spec : specs) {
      if (spec instanceof Leaf<SrcUri>(var uri)) {
        for (String word : uri.toString().split(" ", -1)) {
          result.add(new Leaf<>(word));
        }
      } else if (spec instanceof UseConditional<SrcUri> c) {
        result.add(new UseConditional<>(c.flag(), c.negated(), uris(c.children())));
      } else {
        result.add(new AllOf<>(uris(spec.children())));
      }
    }
    return result;
  }

  private static <L> List<DepSpec<String>> texts(List<DepSpec<L>> specs, Function<L, String> text) {
    var result = new ArrayList<DepSpec<String>>();
    for (DepSpec<L> spec : specs) {
      result.add(
          switch (spec) {
            case Leaf<L>(var value) -> new Leaf<>(text.apply(value));
            case UseConditional<L> c ->
                new UseConditional<>(c.flag(), c.negated(), texts(c.children(), text));
            case AnyOf<L>(var children) -> new AnyOf<>(texts(children, text));
            case AllOf<L>(var children) -> new AllOf<>(texts(children, text));
            case DepSpec.ExactlyOneOf<L> _, DepSpec.AtMostOneOf<L> _ ->
                throw new IllegalStateException("not in dependencies");
          });
    }
    return result;
  }

  /// Without groups that have nothing left.
  private static List<DepSpec<String>> withoutEmpty(List<DepSpec<String>> specs) {
    var result = new ArrayList<DepSpec<String>>();
    for (DepSpec<String> spec : specs) {
      switch (spec) {
        case AnyOf<String>(var children) -> {
          List<DepSpec<String>> rest = withoutEmpty(children);
          if (!rest.isEmpty()) {
            result.add(new AnyOf<>(rest));
          }
        }
        case AllOf<String>(var children) -> {
          List<DepSpec<String>> rest = withoutEmpty(children);
          if (!rest.isEmpty()) {
            result.add(new AllOf<>(rest));
          }
        }
        case Leaf<String> _,
            UseConditional<String> _,
            DepSpec.ExactlyOneOf<String> _,
            DepSpec.AtMostOneOf<String> _ ->
            result.add(spec);
      }
    }
    return result;
  }

  /// Every condition as one on the flag `on`, which is enabled, or `off`.
  private List<DepSpec<String>> decided(List<DepSpec<String>> specs) {
    var result = new ArrayList<DepSpec<String>>();
    for (DepSpec<String> spec : specs) {
      result.add(
          switch (spec) {
            case UseConditional<String> c ->
                new UseConditional<>(isActive(c) ? "on" : "off", false, decided(c.children()));
            case AnyOf<String>(var children) -> new AnyOf<>(decided(children));
            case AllOf<String>(var children) -> new AllOf<>(decided(children));
            case Leaf<String> _, DepSpec.ExactlyOneOf<String> _, DepSpec.AtMostOneOf<String> _ ->
                spec;
          });
    }
    return result;
  }

  private boolean isActive(UseConditional<String> condition) {
    if (condition.negated() && excluded.contains(condition.flag())) {
      return false;
    }
    if (masked.contains(condition.flag())) {
      return condition.negated();
    }
    return matchAll || (!matchNone && condition.holds(use::contains));
  }

  /// What stands inside of a condition on one of the flags.
  private static List<DepSpec<String>> within(
      List<DepSpec<String>> specs, Set<String> flags, boolean inside) {
    var result = new ArrayList<DepSpec<String>>();
    for (DepSpec<String> spec : specs) {
      switch (spec) {
        case Leaf<String> _ -> {
          if (inside) {
            result.add(spec);
          }
        }
        case UseConditional<String> c ->
            result.add(
                new UseConditional<>(
                    c.flag(),
                    c.negated(),
                    within(c.children(), flags, inside || flags.contains(c.flag()))));
        case AnyOf<String>(var children) ->
            result.add(new AnyOf<>(within(children, flags, inside)));
        case AllOf<String>(var children) ->
            result.add(new AllOf<>(within(children, flags, inside)));
        case DepSpec.ExactlyOneOf<String> _, DepSpec.AtMostOneOf<String> _ -> {}
      }
    }
    return result;
  }

  private static void flat(List<DepSpec<String>> specs, List<String> tokens) {
    for (DepSpec<String> spec : specs) {
      if (spec instanceof Leaf<String>(var value)) {
        tokens.add(value);
        continue;
      }
      if (spec instanceof AnyOf<String>) {
        tokens.add("||");
      }
      flat(spec.children(), tokens);
    }
  }

  private JsonNode option(int position, String name) {
    return kwargs.has(name) ? kwargs.get(name) : args.path(position);
  }

  private static boolean truth(JsonNode node) {
    return node.isBoolean() ? node.asBoolean() : node.asInt(0) != 0;
  }

  private static Set<String> strings(JsonNode list) {
    return new HashSet<>(CorpusVersionsTest.strings(list));
  }
}
