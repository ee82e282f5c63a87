package dev.envc.tree;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.Eapi;
import dev.envc.pms.FlagTerm;
import dev.envc.pms.Parsed;
import dev.envc.pms.Slot;
import dev.envc.pms.SrcUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// An ebuild of a repository and its metadata (PMS 7). What is asked for is decoded from the index,
/// parsed under the ebuild's EAPI, and kept. Safe for use from several threads.
///
/// Look at [#problem] first: an ebuild that has one cannot be installed, and where its metadata
/// cannot be read the methods below answer with what stands for "nothing".
public final class EbuildMetadata {
  private final Repository repository;
  private final int number;
  private final Cpv cpv;
  private final Eapi eapi;

  private @Nullable Slot slot;
  private @Nullable List<String> keywords;
  private @Nullable List<IuseFlag> iuse;
  private @Nullable AllOf<FlagTerm> requiredUse;
  private @Nullable AllOf<String> license;
  private @Nullable String problem;

  EbuildMetadata(Repository repository, int number, Cpv cpv) {
    this.repository = repository;
    this.number = number;
    this.cpv = cpv;
    this.eapi = Eapi.of(text(MetadataKey.EAPI)).orElse(Eapi.LATEST);
  }

  public Repository repository() {
    return repository;
  }

  public Cpv cpv() {
    return cpv;
  }

  /// The EAPI; the latest one that is known stands for one that is not.
  public Eapi eapi() {
    return eapi;
  }

  /// The value as the ebuild and its eclasses gave it, with single spaces; empty when there is
  /// none.
  public String text(MetadataKey key) {
    return repository.index().text(number, key);
  }

  /// Why the ebuild cannot be used, as one sentence: it could not be sourced, its EAPI is not
  /// known, or a value does not follow PMS.
  public Optional<String> problem() {
    String p = problem;
    if (p == null) {
      p =
          repository
              .index()
              .problem(number)
              .or(() -> new MetadataProblems(this).first())
              .orElse("");
      problem = p;
    }
    return p.isEmpty() ? Optional.empty() : Optional.of(p);
  }

  /// Where the metadata came from.
  public IndexedEbuild.Origin origin() {
    return repository.index().origin(number);
  }

  public Slot slot() {
    Slot s = slot;
    if (s == null) {
      s = Slot.tryParse(text(MetadataKey.SLOT)).toOptional().orElse(Slot.ZERO);
      slot = s;
    }
    return s;
  }

  /// KEYWORDS in the ebuild's order: `amd64`, `~arm64`, `-*`.
  public List<String> keywords() {
    List<String> k = keywords;
    if (k == null) {
      k = words(MetadataKey.KEYWORDS);
      keywords = k;
    }
    return k;
  }

  /// IUSE in the ebuild's order; a flag that stands there twice is here twice.
  public List<IuseFlag> iuse() {
    List<IuseFlag> i = iuse;
    if (i == null) {
      i = words(MetadataKey.IUSE).stream().map(IuseFlag::of).toList();
      iuse = i;
    }
    return i;
  }

  public AllOf<FlagTerm> requiredUse() {
    AllOf<FlagTerm> r = requiredUse;
    if (r == null) {
      r = valid(DepSpec.parseRequiredUse(text(MetadataKey.REQUIRED_USE), eapi));
      requiredUse = r;
    }
    return r;
  }

  public AllOf<Atom> depend() {
    return dependencies(MetadataKey.DEPEND);
  }

  public AllOf<Atom> rdepend() {
    return dependencies(MetadataKey.RDEPEND);
  }

  public AllOf<Atom> pdepend() {
    return dependencies(MetadataKey.PDEPEND);
  }

  public AllOf<Atom> bdepend() {
    return dependencies(MetadataKey.BDEPEND);
  }

  public AllOf<Atom> idepend() {
    return dependencies(MetadataKey.IDEPEND);
  }

  /// One of the five kinds of dependencies.
  public AllOf<Atom> dependencies(MetadataKey kind) {
    return valid(parsedDependencies(kind));
  }

  public AllOf<String> license() {
    AllOf<String> l = license;
    if (l == null) {
      l = valid(DepSpec.parseLicense(text(MetadataKey.LICENSE)));
      license = l;
    }
    return l;
  }

  public AllOf<String> properties() {
    return valid(DepSpec.parseProperties(text(MetadataKey.PROPERTIES)));
  }

  public AllOf<String> restrict() {
    return valid(DepSpec.parseProperties(text(MetadataKey.RESTRICT)));
  }

  public AllOf<SrcUri> srcUri() {
    return valid(DepSpec.parseSrcUri(text(MetadataKey.SRC_URI), eapi));
  }

  /// The phase functions the ebuild and its eclasses define, without `pkg_` and `src_`.
  public List<String> definedPhases() {
    return words(MetadataKey.DEFINED_PHASES).stream().filter(p -> !p.equals("-")).toList();
  }

  /// All eclasses, sorted.
  public List<String> inherited() {
    return words(MetadataKey.INHERITED);
  }

  public String description() {
    return text(MetadataKey.DESCRIPTION);
  }

  Parsed<AllOf<Atom>> parsedDependencies(MetadataKey kind) {
    return repository.dependencies(number, kind, eapi);
  }

  private List<String> words(MetadataKey key) {
    var words = new ArrayList<String>();
    for (var t = new StringTokenizer(text(key)); t.hasMoreTokens(); ) {
      words.add(t.nextToken());
    }
    return List.copyOf(words);
  }

  private static <L> AllOf<L> valid(Parsed<AllOf<L>> parsed) {
    return parsed.toOptional().orElseGet(() -> new AllOf<>(List.of()));
  }

  /// `category/name-version::repository`.
  @Override
  public String toString() {
    return cpv + "::" + repository.name();
  }
}
