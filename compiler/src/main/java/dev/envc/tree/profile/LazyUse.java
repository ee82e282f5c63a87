package dev.envc.tree.profile;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Flags that are computed when the first one is asked for. For one thread.
final class LazyUse implements Predicate<String> {
  private final Supplier<PackageUse> supplier;
  private @Nullable PackageUse use;

  LazyUse(Supplier<PackageUse> supplier) {
    this.supplier = supplier;
  }

  @Override
  public boolean test(String flag) {
    PackageUse known = use;
    if (known == null) {
      known = supplier.get();
      use = known;
    }
    return known.isEnabled(flag);
  }
}
