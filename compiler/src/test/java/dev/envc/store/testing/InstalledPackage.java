package dev.envc.store.testing;

import dev.envc.pms.Cpv;
import dev.envc.pms.PackageFacts;
import dev.envc.pms.Slot;
import java.util.List;

/// A package of an environment.
///
/// @param use its flags, those that are off with a `-` before them
public record InstalledPackage(Cpv cpv, Slot slot, List<String> use) implements PackageFacts {
  /// @param cpvAndSlot `dev-libs/a-1:0/2`
  public static InstalledPackage of(String cpvAndSlot, String... use) {
    String[] parts = cpvAndSlot.split(":", 2);
    return new InstalledPackage(Cpv.parse(parts[0]), Slot.parse(parts[1]), List.of(use));
  }

  @Override
  public String repository() {
    return "test";
  }

  @Override
  public boolean hasFlag(String flag) {
    return isEnabled(flag) || use.contains("-" + flag);
  }

  @Override
  public boolean isEnabled(String flag) {
    return use.contains(flag);
  }
}
