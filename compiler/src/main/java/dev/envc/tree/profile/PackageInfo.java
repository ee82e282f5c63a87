package dev.envc.tree.profile;

import dev.envc.pms.Cpv;
import dev.envc.pms.Eapi;
import dev.envc.pms.Slot;
import java.util.List;
import java.util.Optional;

/// The metadata of an ebuild that decides its flags and masks.
public interface PackageInfo {
  /// The package and its version.
  Cpv cpv();

  /// Its slot.
  Slot slot();

  /// The name of its repository.
  String repository();

  /// Its EAPI; the latest where it is not known and [#problem] says so.
  Eapi eapi();

  /// IUSE as written: `flag`, `+flag`, `-flag`.
  List<String> iuse();

  /// KEYWORDS as written.
  List<String> keywords();

  /// LICENSE as written.
  String license();

  /// PROPERTIES as written.
  String properties();

  /// RESTRICT as written.
  String restrict();

  /// Why the ebuild cannot be used at all, as one sentence; empty if it can.
  Optional<String> problem();
}
