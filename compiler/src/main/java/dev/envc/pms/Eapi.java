package dev.envc.pms;

import java.util.List;
import java.util.Optional;

/// The EAPIs of PMS and what each of them allows. The predicates are named after the features of
/// PMS's appendix "Feature availability by EAPI".
public enum Eapi {
  EAPI_0(0),
  EAPI_1(1),
  EAPI_2(2),
  EAPI_3(3),
  EAPI_4(4),
  EAPI_5(5),
  EAPI_6(6),
  EAPI_7(7),
  EAPI_8(8),
  EAPI_9(9);

  /// The newest EAPI known here.
  public static final Eapi LATEST = EAPI_9;

  private static final List<Eapi> BY_NUMBER = List.of(values());

  private final int number;

  Eapi(int number) {
    this.number = number;
  }

  /// The EAPI with that name, or empty if it is not one of PMS's.
  public static Optional<Eapi> of(String name) {
    if (name.length() == 1 && name.charAt(0) >= '0' && name.charAt(0) <= '9') {
      return Optional.of(BY_NUMBER.get(name.charAt(0) - '0'));
    }
    return Optional.empty();
  }

  /// `+flag` and `-flag` in IUSE.
  public boolean iuseDefaults() {
    return number >= 1;
  }

  /// `cat/pkg:slot`.
  public boolean slotDeps() {
    return number >= 1;
  }

  /// `cat/pkg[flag]`.
  public boolean useDeps() {
    return number >= 2;
  }

  /// `!!cat/pkg`.
  public boolean strongBlockers() {
    return number >= 2;
  }

  /// `URI -> name` in SRC_URI.
  public boolean srcUriArrows() {
    return number >= 2;
  }

  /// `cat/pkg[flag(+)]`.
  public boolean useDepDefaults() {
    return number >= 4;
  }

  /// REQUIRED_USE.
  public boolean requiredUse() {
    return number >= 4;
  }

  /// An ebuild without RDEPEND has its DEPEND as RDEPEND.
  public boolean rdependDefaultsToDepend() {
    return number <= 3;
  }

  /// `SLOT="0/1"` and `cat/pkg:0/1`.
  public boolean subslots() {
    return number >= 5;
  }

  /// `cat/pkg:=`, `cat/pkg:*`, `cat/pkg:slot=`.
  public boolean slotOperators() {
    return number >= 5;
  }

  /// `?? ( )` in REQUIRED_USE.
  public boolean requiredUseAtMostOne() {
    return number >= 5;
  }

  /// IUSE_EFFECTIVE gets the profile's implicit flags.
  public boolean profileIuseInjection() {
    return number >= 5;
  }

  /// use.stable.mask, use.stable.force, package.use.stable.mask, package.use.stable.force.
  public boolean stableMasks() {
    return number >= 5;
  }

  /// BDEPEND.
  public boolean bdepend() {
    return number >= 7;
  }

  /// An empty `||` or `^^` group counts as matched.
  public boolean emptyGroupsMatch() {
    return number <= 6;
  }

  /// package.mask, package.use, use.* and package.use.* of a profile may be directories.
  public boolean profileFileDirs() {
    return number >= 7;
  }

  /// package.provided in profiles.
  public boolean packageProvided() {
    return number <= 6;
  }

  /// IDEPEND.
  public boolean idepend() {
    return number >= 8;
  }

  /// Files in profiles/updates may have any name.
  public boolean lessStrictUpdatesNames() {
    return number >= 8;
  }

  /// PROPERTIES and RESTRICT accumulate over eclasses.
  public boolean accumulatesPropertiesAndRestrict() {
    return number >= 8;
  }

  /// `fetch+` and `mirror+` in SRC_URI.
  public boolean selectiveUriRestrictions() {
    return number >= 8;
  }

  /// use.stable and package.use.stable.
  public boolean useStable() {
    return number >= 9;
  }

  /// A profile directory without an `eapi` file has the EAPI of the repository's top-level profiles
  /// directory, when that is this EAPI.
  public boolean profileEapiDefaultsToTopLevel() {
    return number >= 9;
  }

  /// The version of bash that ebuilds may rely on.
  public String bashVersion() {
    return switch (this) {
      case EAPI_0, EAPI_1, EAPI_2, EAPI_3, EAPI_4, EAPI_5 -> "3.2";
      case EAPI_6, EAPI_7 -> "4.2";
      case EAPI_8 -> "5.0";
      case EAPI_9 -> "5.3";
    };
  }

  /// The EAPI's name in PMS: its number.
  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
