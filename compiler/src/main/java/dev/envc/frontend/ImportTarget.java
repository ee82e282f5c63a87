package dev.envc.frontend;

import java.nio.file.Path;

/// What an import names.
sealed interface ImportTarget {
  /// What tells two targets apart: one target is loaded once.
  String identity();

  /// What the user calls it.
  String shown();

  /// A local file.
  record LocalFile(Path path, String identity, String shown) implements ImportTarget {}

  /// A module of the standard library; `name` without `std:`.
  record StandardModule(String name) implements ImportTarget {
    @Override
    public String identity() {
      return "std:" + name;
    }

    @Override
    public String shown() {
      return "std:" + name;
    }
  }
}
