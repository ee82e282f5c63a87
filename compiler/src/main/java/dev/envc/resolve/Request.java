package dev.envc.resolve;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What to resolve: wishes, which dependencies to follow, and whether an order of building has to
/// exist. The order of the wishes does not matter.
public record Request(List<Wish> wishes, Set<DependencyClass> classes, Question question) {
  /// What a package needs to be used: RDEPEND and PDEPEND.
  public static final Set<DependencyClass> RUNTIME =
      Set.copyOf(EnumSet.of(DependencyClass.RDEPEND, DependencyClass.PDEPEND));

  /// All classes.
  public static final Set<DependencyClass> ALL = Set.copyOf(EnumSet.allOf(DependencyClass.class));

  public Request {
    wishes = List.copyOf(wishes);
    classes = Set.copyOf(classes);
  }

  /// Installing binary packages and what they need to run.
  public static Request runtime(List<Wish> wishes) {
    return new Request(wishes, RUNTIME, Question.INSTALL);
  }

  /// Building everything from source in one root.
  public static Request build(List<Wish> wishes) {
    return new Request(wishes, ALL, Question.BUILD);
  }

  /// This request with other wishes.
  public Request withWishes(List<Wish> others) {
    return new Request(others, classes, question);
  }

  /// This request with one more wish.
  public Request and(Wish wish) {
    var all = new ArrayList<>(wishes);
    all.add(wish);
    return withWishes(all);
  }
}
