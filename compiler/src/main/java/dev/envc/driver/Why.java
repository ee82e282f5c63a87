package dev.envc.driver;

import java.util.List;

/// Why a package is locked in one environment: `chains` go from a root (`manifest`, `@system`) to
/// the package, one shortest chain for each of its requesters.
public record Why(String arch, String variant, String name, List<List<String>> chains) {
  public Why {
    chains = chains.stream().map(List::copyOf).toList();
  }
}
