package dev.envc.tree.profile;

import dev.envc.pms.Atom;
import dev.envc.pms.AtomPattern;
import dev.envc.pms.Eapi;
import dev.envc.pms.Parsed;
import dev.envc.tree.profile.ProfileProblem.Kind;
import java.util.List;
import java.util.Optional;

/// Reads the atoms of repository files, as their EAPI and the repository's formats allow.
record ProfileAtoms(ProfileRepository repository, Eapi eapi, List<ProfileProblem> problems) {

  Optional<AtomPattern> parse(String text, Origin origin) {
    Parsed<AtomPattern> parsed =
        (repository.allowsRepositoryDeps()
                ? Atom.tryParseWithRepository(text, eapi)
                : Atom.tryParse(text, eapi))
            .map(AtomPattern.Exact::new);
    if (!parsed.isOk() && repository.formats().contains("build-id")) {
      Parsed<AtomPattern> build = AtomPattern.tryParseBuild(text);
      parsed = build.isOk() ? build : parsed;
    }
    if (parsed instanceof Parsed.Bad<AtomPattern>(var message, _)) {
      problems.add(new ProfileProblem(Kind.SYNTAX, message, origin));
    }
    return parsed.toOptional();
  }
}
