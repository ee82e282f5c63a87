package dev.envc.tree.profile;

import dev.envc.pms.Eapi;
import dev.envc.pms.UseDep;
import dev.envc.tree.profile.ProfileProblem.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the files that set, mask and force flags in one directory (PMS 5.2.9 to 5.2.13).
final class FlagFiles {
  private final ProfileRepository repository;
  private final String directory;
  private final Eapi eapi;
  private final List<ProfileProblem> problems;

  FlagFiles(
      ProfileRepository repository, String directory, Eapi eapi, List<ProfileProblem> problems) {
    this.repository = repository;
    this.directory = directory;
    this.eapi = eapi;
    this.problems = problems;
  }

  /// use.mask, use.stable.mask, package.use.mask, package.use.stable.mask; or the same for force.
  FlagStack.Level restrictions(String kind) throws IOException {
    return new FlagStack.Level(
        flags("use." + kind, true),
        flags("use.stable." + kind, eapi.stableMasks()),
        packages("package.use." + kind, true),
        packages("package.use.stable." + kind, eapi.stableMasks()));
  }

  /// make.defaults as `variables`, use.stable, package.use, package.use.stable.
  FlagStack.Level defaults(Overlay variables) throws IOException {
    return new FlagStack.Level(
        variables,
        flags("use.stable", eapi.useStable()),
        packages("package.use", true),
        packages("package.use.stable", eapi.useStable()));
  }

  private Overlay flags(String file, boolean supported) throws IOException {
    List<ConfigLine> lines = lines(file, supported);
    if (lines.isEmpty()) {
      return Overlay.EMPTY;
    }
    var builder = new Overlay.Builder();
    for (ConfigLine line : lines) {
      builder.add(valid(List.of(String.join(" ", line.words())), line.origin()), line.origin());
    }
    return builder.build();
  }

  /// The words that are flags, with or without a hyphen before them; `-*` is none.
  private List<String> valid(List<String> words, Origin origin) {
    var valid = new ArrayList<String>();
    for (String word : words) {
      if (UseDep.isFlagName(word.startsWith("-") ? word.substring(1) : word)) {
        valid.add(word);
      } else {
        problems.add(new ProfileProblem(Kind.SYNTAX, "`" + word + "` is not a USE flag.", origin));
      }
    }
    return valid;
  }

  private PackageEntries<Overlay> packages(String file, boolean supported) throws IOException {
    var entries = new PackageEntries.Builder<Overlay>((a, b) -> Overlay.stack(List.of(a, b)));
    var atoms = new ProfileAtoms(repository, eapi, problems);
    for (ConfigLine line : lines(file, supported)) {
      atoms.parse(line.first(), line.origin()).ifPresent(atom -> entries.add(atom, overlay(line)));
    }
    return entries.build();
  }

  private Overlay overlay(ConfigLine line) {
    return new Overlay.Builder().add(valid(line.rest(), line.origin()), line.origin()).build();
  }

  private List<ConfigLine> lines(String file, boolean supported) throws IOException {
    List<ConfigLine> lines =
        ConfigFiles.lines(repository, directory + "/" + file, repository.allowsDirectories(eapi));
    if (supported || lines.isEmpty()) {
      return lines;
    }
    problems.add(
        new ProfileProblem(
            Kind.EAPI, "EAPI " + eapi + " has no " + file + ".", lines.getFirst().origin()));
    return List.of();
  }
}
