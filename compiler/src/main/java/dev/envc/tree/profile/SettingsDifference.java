package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.PackageName;
import dev.envc.tree.EbuildMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which packages the settings of two users of one profile may treat in different ways. Those it
/// does not touch have the same flags and masks under both, to the last word.
///
/// @param flags what USE says differently
/// @param implicit whether an ebuild may have one of these that is not in its IUSE
/// @param implicitBeforeEapi5 the same for old EAPIs
/// @param names the packages of which single settings speak differently
public record SettingsDifference(
    Set<String> flags, boolean implicit, boolean implicitBeforeEapi5, Set<PackageName> names) {

  /// The difference; empty when it may touch any package.
  public static Optional<SettingsDifference> between(EffectiveConfig one, EffectiveConfig other) {
    if (one.profile() != other.profile()
        || !variables(one.user()).equals(variables(other.user()))) {
      return Optional.empty();
    }
    Optional<Set<String>> flags = one.parts().userUse().differences(other.parts().userUse());
    Optional<Set<PackageName>> names = names(one.user(), other.user());
    return flags.flatMap(f -> names.map(n -> of(f, n, one.parts())));
  }

  private static SettingsDifference of(
      Set<String> flags, Set<PackageName> names, ConfigParts parts) {
    return new SettingsDifference(
        flags,
        flags.stream().anyMatch(parts.implicitFlags()::contains),
        flags.stream().anyMatch(parts::isImplicitBeforeEapi5),
        names);
  }

  public boolean touches(EbuildMetadata ebuild) {
    return names.contains(ebuild.cpv().name())
        || (ebuild.eapi().profileIuseInjection() ? implicit : implicitBeforeEapi5)
        || ebuild.iuse().stream().anyMatch(flag -> flags.contains(flag.name()));
  }

  /// All variables but USE.
  private static List<UserConfig.Variable> variables(UserConfig user) {
    return user.variables().stream().filter(v -> !v.name().equals("USE")).toList();
  }

  /// The packages for which there are other lines; empty when a line that differs names none.
  private static Optional<Set<PackageName>> names(UserConfig one, UserConfig other) {
    var names = new HashSet<PackageName>();
    for (Function<UserConfig, Stream<Line>> kind : KINDS) {
      Map<Optional<PackageName>, List<Object>> lines = lines(kind.apply(one));
      Map<Optional<PackageName>, List<Object>> others = lines(kind.apply(other));
      var keys = new HashSet<>(lines.keySet());
      keys.addAll(others.keySet());
      for (Optional<PackageName> name : keys) {
        if (!lines.getOrDefault(name, List.of()).equals(others.getOrDefault(name, List.of()))) {
          if (name.isEmpty()) {
            return Optional.empty();
          }
          names.add(name.get());
        }
      }
    }
    return Optional.of(names);
  }

  /// A line of settings for packages, and what it is about.
  private record Line(AtomPattern atom, Object line) {}

  private static final List<Function<UserConfig, Stream<Line>>> KINDS =
      List.of(
          user -> entries(user.packageUse()),
          user -> entries(user.packageKeywords()),
          user -> entries(user.packageLicense()),
          user -> entries(user.packageProperties()),
          user -> entries(user.packageRestrict()),
          user -> user.masks().stream().map(m -> new Line(m.atom(), m)),
          user -> user.unmasks().stream().map(m -> new Line(m.atom(), m)));

  private static Stream<Line> entries(List<UserConfig.Entry> entries) {
    return entries.stream().map(e -> new Line(e.atom(), e));
  }

  private static Map<Optional<PackageName>, List<Object>> lines(Stream<Line> lines) {
    var byName = new HashMap<Optional<PackageName>, List<Object>>();
    lines.forEach(
        l -> byName.computeIfAbsent(name(l.atom()), _ -> new ArrayList<>()).add(l.line()));
    return byName;
  }

  private static Optional<PackageName> name(AtomPattern atom) {
    return atom instanceof AtomPattern.Exact(var exact)
        ? Optional.of(exact.name())
        : Optional.empty();
  }
}
