package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import java.util.List;

/// The user's own settings on top of the profile: what /etc/portage holds.
///
/// @param variables assignments as in make.conf, in their order; USE and other incremental ones add
///   to the profile's, variables of USE_EXPAND replace them
/// @param packageUse package.use: `flag`, `-flag`; `VARIABLE: value` is written `variable_value`
/// @param packageKeywords package.accept_keywords; no keywords means those of the architecture that
///   are in testing
public record UserConfig(
    List<Variable> variables,
    List<Entry> packageUse,
    List<Entry> packageKeywords,
    List<Entry> packageLicense,
    List<Entry> packageProperties,
    List<Entry> packageRestrict,
    List<Mask> masks,
    List<Mask> unmasks,
    List<Provided> provided) {

  public UserConfig {
    variables = List.copyOf(variables);
    packageUse = List.copyOf(packageUse);
    packageKeywords = List.copyOf(packageKeywords);
    packageLicense = List.copyOf(packageLicense);
    packageProperties = List.copyOf(packageProperties);
    packageRestrict = List.copyOf(packageRestrict);
    masks = List.copyOf(masks);
    unmasks = List.copyOf(unmasks);
    provided = List.copyOf(provided);
  }

  /// No settings.
  public static final UserConfig EMPTY =
      new UserConfig(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of());

  /// One assignment.
  public record Variable(String name, String value, Origin origin) {}

  /// One line of a `package.*` file.
  public record Entry(AtomPattern atom, List<String> values, Origin origin) {
    public Entry {
      values = List.copyOf(values);
    }
  }

  /// One line of package.mask or package.unmask.
  ///
  /// @param removal whether the line is `-atom`, which takes back an equal line of any file before
  /// @param comment the reason given, empty if there is none
  public record Mask(AtomPattern atom, boolean removal, String comment, Origin origin) {}

  /// One line of package.provided.
  public record Provided(Cpv cpv, Origin origin) {}
}
