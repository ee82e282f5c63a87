package dev.envc.rootfs;

import dev.envc.pms.Atom;
import dev.envc.pms.Parsed;
import dev.envc.pms.VersionFunctions;
import dev.envc.rootfs.AssemblyRequest.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Answers what scripts ask of installed packages and versions (PMS: has_version, best_version, and
/// the version manipulation commands). An answer begins with `+` or `-`, whether the command
/// succeeds, and goes on with what it prints.
final class ScriptQuestions {
  private final List<Member> installed = new ArrayList<>();

  /// A package is merged from now on.
  void merged(Member member) {
    installed.add(member);
  }

  /// The answer; empty when it is no question.
  Optional<String> answer(List<String> words) {
    List<String> arguments = words.subList(1, words.size());
    try {
      return switch (words.getFirst()) {
        case "has_version" -> Optional.of(best(arguments.getFirst()).isPresent() ? "+" : "-");
        case "best_version" ->
            Optional.of(best(arguments.getFirst()).map(v -> "+" + v).orElse("-"));
        case "ver_cut" -> printed(VersionFunctions.cut(arguments.get(0), arguments.get(1)));
        case "ver_rs" ->
            printed(
                VersionFunctions.replaceSeparators(
                    arguments.subList(0, arguments.size() - 1), arguments.getLast()));
        case "ver_test" ->
            Optional.of(
                VersionFunctions.test(arguments.get(0), arguments.get(1), arguments.get(2))
                            instanceof Parsed.Ok<Boolean>(var holds)
                        && holds
                    ? "+"
                    : "-");
        default -> Optional.empty();
      };
    } catch (IndexOutOfBoundsException | java.util.NoSuchElementException e) {
      return Optional.of("-"); // too few words
    }
  }

  private static Optional<String> printed(Parsed<String> text) {
    return Optional.of(text instanceof Parsed.Ok<String>(var value) ? "+" + value : "-");
  }

  /// The highest installed package that an atom matches.
  private Optional<String> best(String text) {
    return Atom.tryParse(text) instanceof Parsed.Ok<Atom>(var atom)
        ? installed.stream()
            .filter(m -> atom.matches(new LockedFacts(m)))
            .max(Comparator.comparing((Member m) -> m.locked().cpv().version()))
            .map(Member::id)
        : Optional.empty();
  }
}
