package dev.envc.compose;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Program;
import dev.envc.ast.Sequence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The layers of a program. What a file is (its name, description, version of the language) is its
/// own and does not pass to a manifest that extends it.
final class Layers {
  private static final Set<String> OWN = Set.of("envc", "name", "description", "extends");
  private static final Set<String> PARTS = Set.of("when", "variants", "let");
  private static final Set<String> HEAD = Set.of("arch", "params", "matrix");

  private final Program program;

  Layers(Program program) {
    this.program = program;
  }

  /// Only the fields that say which environments there are.
  List<Layer> heads() {
    return only(HEAD);
  }

  /// Only what `let` names.
  List<Layer> lets() {
    return only(Set.of("let"));
  }

  private List<Layer> only(Set<String> names) {
    return new Building().build((_, root) -> List.of(new Ranked(keep(root, names), Rank.BODY)));
  }

  /// The layers of a variant, imported ones first. `expansion` decides the conditional parts,
  /// `loops` writes the repeated ones out.
  List<Layer> of(String variant, Expansion expansion, Loops loops) {
    return new Building()
        .build(
            (isRoot, root) -> {
              var contents = new ArrayList<Ranked>();
              contents.add(new Ranked(loops.writtenOut(body(isRoot, root)), Rank.BODY));
              root.get("when").stream()
                  .flatMap(w -> w instanceof Sequence s ? loops.items(s) : Stream.empty())
                  .flatMap(i -> part(i, expansion).stream())
                  .forEach(m -> contents.add(new Ranked(m, Rank.CONDITIONAL)));
              root.get("variants")
                  .flatMap(v -> v instanceof Mapping m ? m.get(variant) : Optional.empty())
                  .flatMap(v -> part(v, expansion))
                  .map(loops::writtenOut)
                  .ifPresent(m -> contents.add(new Ranked(m, Rank.VARIANT)));
              return contents;
            });
  }

  private static Mapping body(boolean isRoot, Mapping root) {
    return drop(root, isRoot ? Set.of("extends") : OWN);
  }

  private static Optional<Mapping> part(Node node, Expansion expansion) {
    if (node instanceof Conditional c) {
      return expansion.holds(c.condition()) ? part(c.value(), expansion) : Optional.empty();
    }
    return node instanceof Mapping m ? Optional.of(m) : Optional.empty();
  }

  private static Mapping drop(Mapping root, Set<String> names) {
    return new Mapping(
        root.entries().stream()
            .filter(e -> !names.contains(e.name()) && !PARTS.contains(e.name()))
            .toList(),
        root.span());
  }

  private static Mapping keep(Mapping root, Set<String> names) {
    return new Mapping(
        root.entries().stream().filter(e -> names.contains(e.name())).toList(), root.span());
  }

  /// Inside a document, a later rank is nearer.
  private enum Rank {
    BODY,
    CONDITIONAL,
    VARIANT
  }

  private record Ranked(Mapping content, Rank rank) {}

  /// What a document defines, by rank.
  private interface Contents {
    List<Ranked> of(boolean isRoot, Mapping root);
  }

  private final class Building {
    private final List<Layer> layers = new ArrayList<>();
    private final List<BitSet> reached = new ArrayList<>();

    List<Layer> build(Contents contents) {
      List<Program.Unit> units = program.units();
      for (int i = 0; i < units.size(); i++) {
        boolean isRoot = i == units.size() - 1;
        add(units.get(i), contents.of(isRoot, units.get(i).document().root()));
      }
      return layers;
    }

    private void add(Program.Unit unit, List<Ranked> contents) {
      var imported = new BitSet();
      unit.imports().forEach(i -> imported.or(reached.get(i)));
      int first = layers.size();
      for (Ranked content : contents) {
        var below = (BitSet) imported.clone();
        for (int i = 0; i < layers.size() - first; i++) {
          if (contents.get(i).rank().compareTo(content.rank()) < 0) {
            below.set(first + i);
          }
        }
        layers.add(new Layer(layers.size(), content.content(), below));
      }
      imported.set(first, layers.size());
      reached.add(imported);
    }
  }
}
