package dev.envc.pms;

import dev.envc.pms.Parsed.Bad;
import dev.envc.pms.Parsed.Ok;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The moves of packages and slots in `profiles/updates` (PMS 4.4.4), oldest first.
public record PackageUpdates(List<Update> updates) {
  /// The variables that hold dependencies: what updates are applied to in an installed package.
  public static final List<String> DEPENDENCIES =
      List.of("BDEPEND", "DEPEND", "IDEPEND", "PDEPEND", "RDEPEND");

  public PackageUpdates {
    updates = List.copyOf(updates);
  }

  /// One line.
  public sealed interface Update {}

  /// `move old new`.
  public record Move(PackageName from, PackageName to) implements Update {
    @Override
    public String toString() {
      return "move " + from + " " + to;
    }
  }

  /// `slotmove atom old new`.
  public record SlotMove(Atom atom, String from, String to) implements Update {
    @Override
    public String toString() {
      return "slotmove " + atom + " " + from + " " + to;
    }
  }

  /// Reads one line.
  public static Parsed<Update> tryParseLine(String line) {
    String[] words = line.strip().split("\\s+", -1);
    return switch (words[0]) {
      case "move" -> words.length == 3 ? move(words[1], words[2]) : bad("move takes two names.");
      case "slotmove" ->
          words.length == 4
              ? slotMove(words[1], words[2], words[3])
              : bad("slotmove takes an atom and two slots.");
      default -> bad("An update is move or slotmove.");
    };
  }

  /// The names of files of `profiles/updates` in the order in which they apply: `1Q-2024` by year
  /// and quarter, then, where the EAPI allows other names, those by their text.
  public static List<String> ordered(List<String> fileNames, Eapi eapi) {
    var quarters = new ArrayList<String>();
    var others = new ArrayList<String>();
    for (String name : fileNames) {
      if (name.matches("[1-4]Q-[0-9]{4}")) {
        quarters.add(name);
      } else if (eapi.lessStrictUpdatesNames() && !name.startsWith(".")) {
        others.add(name);
      }
    }
    quarters.sort((a, b) -> (a.substring(3) + a.charAt(0)).compareTo(b.substring(3) + b.charAt(0)));
    others.sort(null);
    quarters.addAll(others);
    return List.copyOf(quarters);
  }

  /// The present name of a package that was moved, following later moves; empty if it was not.
  public Optional<PackageName> newName(PackageName name) {
    PackageName current = name;
    for (Update update : updates) {
      if (update instanceof Move(var from, var to) && from.equals(current)) {
        current = to;
      }
    }
    return current.equals(name) ? Optional.empty() : Optional.of(current);
  }

  /// The atom under the present names and slots.
  public Atom apply(Atom atom) {
    Atom current = atom;
    for (Update update : updates) {
      current = apply(update, current);
    }
    return current;
  }

  /// A dependency specification's text under the present names and slots; white space and what is
  /// not an atom are kept. A blocker that would come to block the package that depends is kept too.
  ///
  /// @param isOwn whether an atom names the package that depends, by name, version and slot
  public String apply(String dependencies, Eapi eapi, Predicate<Atom> isOwn) {
    String text = dependencies;
    for (Update update : updates) {
      text = apply(update, text, eapi, isOwn);
    }
    return text;
  }

  private static String apply(Update update, String text, Eapi eapi, Predicate<Atom> isOwn) {
    var out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int start = at;
      boolean space = Character.isWhitespace(text.charAt(at));
      while (at < text.length() && Character.isWhitespace(text.charAt(at)) == space) {
        at++;
      }
      String token = text.substring(start, at);
      out.append(space ? token : applyToken(update, token, eapi, isOwn));
    }
    return out.toString();
  }

  private static String applyToken(Update update, String token, Eapi eapi, Predicate<Atom> isOwn) {
    if (!(Atom.tryParse(token, eapi) instanceof Ok<Atom>(var atom))) {
      return token;
    }
    Atom updated = apply(update, atom);
    boolean blocksItself = updated.blocker() != Blocker.NONE && isOwn.test(updated);
    return updated.equals(atom) || blocksItself ? token : updated.toString();
  }

  private static Atom apply(Update update, Atom atom) {
    return switch (update) {
      case Move(var from, var to) -> atom.name().equals(from) ? atom.withName(to) : atom;
      case SlotMove(var moved, var from, var to) ->
          moved.version() == null
                  && atom.name().equals(moved.name())
                  && atom.slotDep() instanceof SlotDep.Named(var slot, var subslot, var rebuild)
                  && slot.equals(from)
              ? atom.withSlot(
                  new SlotDep.Named(to, subslot.map(s -> s.equals(from) ? to : s), rebuild))
              : atom;
    };
  }

  private static Parsed<Update> move(String from, String to) {
    return switch (PackageName.tryParse(from)) {
      case Bad<PackageName>(var message, var offset) -> new Bad<>(message, offset);
      case Ok<PackageName>(var old) -> PackageName.tryParse(to).map(name -> new Move(old, name));
    };
  }

  private static Parsed<Update> slotMove(String text, String from, String to) {
    if (Names.badInCategoryOrSlot(from) >= 0 || Names.badInCategoryOrSlot(to) >= 0) {
      return bad("slotmove takes two slots, without sub-slots.");
    }
    return Atom.tryParse(text, Eapi.EAPI_0).map(atom -> new SlotMove(atom, from, to));
  }

  private static Parsed<Update> bad(String message) {
    return new Bad<>(message, 0);
  }
}
