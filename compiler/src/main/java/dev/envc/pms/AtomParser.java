package dev.envc.pms;

import dev.envc.pms.Parsed.Bad;
import dev.envc.pms.Parsed.Ok;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one atom: blocker, operator, name and version, slot, repository, USE dependencies.
final class AtomParser {
  static final List<VersionOperator> OPERATORS =
      List.of(
          VersionOperator.GREATER_OR_EQUAL,
          VersionOperator.LESS_OR_EQUAL,
          VersionOperator.GREATER,
          VersionOperator.LESS,
          VersionOperator.EQUAL,
          VersionOperator.TILDE);

  private final String text;
  private final Eapi eapi;
  private final boolean repositories;

  private Blocker blocker = Blocker.NONE;
  private VersionOperator operator = VersionOperator.NONE;
  private @Nullable SlotDep slotDep;
  private @Nullable String repository;
  private List<UseDep> useDeps = List.of();

  AtomParser(String text, Eapi eapi, boolean repositories) {
    this.text = text;
    this.eapi = eapi;
    this.repositories = repositories;
  }

  Parsed<Atom> parse() {
    int start = operator(blocker(0));
    int bracket = text.indexOf('[', start);
    int end = bracket < 0 ? text.length() : bracket;
    int colon = text.indexOf(':', start);
    int nameEnd = colon < 0 || colon > end ? end : colon;
    @Nullable Bad<Atom> bad = strongBlocker();
    if (bad == null && nameEnd < end) {
      bad = slotAndRepository(nameEnd, end);
    }
    if (bad == null && bracket >= 0) {
      bad = useDeps(bracket);
    }
    return bad != null ? bad : named(start, nameEnd);
  }

  private int blocker(int at) {
    for (Blocker candidate : new Blocker[] {Blocker.STRONG, Blocker.WEAK}) {
      if (text.startsWith(candidate.toString(), at)) {
        blocker = candidate;
        return at + candidate.toString().length();
      }
    }
    return at;
  }

  private @Nullable Bad<Atom> strongBlocker() {
    return blocker == Blocker.STRONG && !eapi.strongBlockers()
        ? bad("EAPI " + eapi + " has no strong blockers.", 0)
        : null;
  }

  private int operator(int at) {
    for (VersionOperator candidate : OPERATORS) {
      if (text.startsWith(candidate.toString(), at)) {
        operator = candidate;
        return at + candidate.toString().length();
      }
    }
    return at;
  }

  private Parsed<Atom> named(int start, int end) {
    String body = text.substring(start, end);
    if (operator == VersionOperator.NONE) {
      return switch (PackageName.tryParse(body)) {
        case Ok<PackageName>(var name) -> new Ok<>(atom(name, null));
        case Bad<PackageName>(var message, var offset) ->
            Cpv.tryParse(body).isOk()
                ? bad("A version needs an operator such as = or >= in front.", start)
                : bad(message, start + offset);
      };
    }
    if (operator == VersionOperator.EQUAL && body.endsWith("*")) {
      operator = VersionOperator.EQUAL_GLOB;
      body = body.substring(0, body.length() - 1);
    }
    return switch (Cpv.tryParse(body)) {
      case Ok<Cpv>(var cpv) -> new Ok<>(atom(cpv.name(), cpv.version()));
      case Bad<Cpv>(var message, var offset) ->
          PackageName.tryParse(body).isOk()
              ? bad("An atom with an operator needs a version.", end)
              : bad(message, start + offset);
    };
  }

  private Atom atom(PackageName name, @Nullable Version version) {
    return new Atom(blocker, operator, name, version, slotDep, useDeps, repository);
  }

  private @Nullable Bad<Atom> slotAndRepository(int colon, int end) {
    int separator = text.indexOf("::", colon);
    int slotEnd = separator < 0 || separator > end ? end : separator;
    if (slotEnd > colon) {
      @Nullable Bad<Atom> bad = slot(colon + 1, slotEnd);
      if (bad != null) {
        return bad;
      }
    }
    return slotEnd < end ? repository(slotEnd, end) : null;
  }

  private @Nullable Bad<Atom> slot(int start, int end) {
    return switch (SlotDep.tryParse(text.substring(start, end))) {
      case Bad<SlotDep>(var message, var offset) -> bad(message, start + offset);
      case Ok<SlotDep>(var dep) -> {
        slotDep = dep;
        yield slotAllowed(dep, start);
      }
    };
  }

  private @Nullable Bad<Atom> slotAllowed(SlotDep dep, int at) {
    if (!eapi.slotDeps()) {
      return bad("EAPI " + eapi + " has no slot dependencies.", at - 1);
    }
    boolean plain = dep instanceof SlotDep.Named named && !named.rebuild();
    if (!plain && !eapi.slotOperators()) {
      return bad("EAPI " + eapi + " has no slot operators.", at);
    }
    if (dep instanceof SlotDep.Named named && named.subslot().isPresent() && !eapi.subslots()) {
      return bad("EAPI " + eapi + " has no sub-slots.", at);
    }
    return null;
  }

  private @Nullable Bad<Atom> repository(int separator, int end) {
    if (!repositories) {
      return bad("A repository cannot be named here.", separator);
    }
    String name = text.substring(separator + 2, end);
    int bad = Names.badInRepository(name);
    if (bad >= 0) {
      return bad("This cannot stand in a repository name.", separator + 2 + bad);
    }
    repository = name;
    return null;
  }

  private @Nullable Bad<Atom> useDeps(int bracket) {
    if (!eapi.useDeps()) {
      return bad("EAPI " + eapi + " has no USE dependencies.", bracket);
    }
    if (!text.endsWith("]")) {
      return bad("The bracket of the USE dependencies is not closed.", bracket);
    }
    var deps = new ArrayList<UseDep>();
    var defaults = new HashMap<String, UseDep.Default>();
    int last = text.length() - 1;
    for (int start = bracket + 1; start <= last; ) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? last : comma;
      @Nullable Bad<Atom> bad = useDep(start, end, deps, defaults);
      if (bad != null) {
        return bad;
      }
      start = end + 1;
      if (end == last) {
        break;
      }
    }
    useDeps = deps;
    return null;
  }

  private @Nullable Bad<Atom> useDep(
      int start, int end, List<UseDep> deps, Map<String, UseDep.Default> defaults) {
    return switch (UseDep.tryParse(text.substring(start, end))) {
      case Bad<UseDep>(var message, var offset) -> bad(message, start + offset);
      case Ok<UseDep>(var dep) -> {
        if (dep.missing() != UseDep.Default.NONE && !eapi.useDepDefaults()) {
          yield bad("EAPI " + eapi + " has no defaults for USE dependencies.", start);
        }
        UseDep.Default earlier = defaults.putIfAbsent(dep.flag(), dep.missing());
        if (earlier != null && earlier != dep.missing()) {
          yield bad("The flag " + dep.flag() + " has two different defaults.", start);
        }
        deps.add(dep);
        yield null;
      }
    };
  }

  private static Bad<Atom> bad(String message, int offset) {
    return new Bad<>(message, offset);
  }
}
