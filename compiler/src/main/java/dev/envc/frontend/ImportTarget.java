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

  /// A file of a commit; `written` is the repository as the manifest writes it, `path` is relative
  /// to the commit's root and has no `.` or `..`.
  record CommitFile(CommitFiles.Source source, String written, String path)
      implements ImportTarget {
    private static final int SHORT = 12;

    @Override
    public String identity() {
      return "git:" + source.url() + "\n" + source.commit() + "\n" + path;
    }

    @Override
    public String shown() {
      String id = source.commit();
      return written + "@" + id.substring(0, Math.min(SHORT, id.length())) + ":" + path;
    }

    CommitFile with(String other) {
      return new CommitFile(source, written, other);
    }
  }
}
