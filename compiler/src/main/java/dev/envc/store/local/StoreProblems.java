package dev.envc.store.local;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.MachineCode;
import dev.envc.diagnostic.StoreCode;
import dev.envc.lock.BinaryFormat;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.format.UnpackedPackage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Optional;

/// Errors of the machine, and packages that hold what is not wanted, as diagnostics.
final class StoreProblems {
  private StoreProblems() {}

  /// The diagnostic for an error the user can mend; empty for others.
  static Optional<Diagnostic> machine(Path store, IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("no space left") || text.contains("quota exceeded")) {
      return Optional.of(
          Diagnostic.error(MachineCode.DISK_FULL, "The disk of the store " + store + " is full.")
              .hint("Free some room there, or put the store elsewhere."));
    }
    boolean unusable =
        e instanceof AccessDeniedException
            || e instanceof NotDirectoryException
            || e.getCause() instanceof ReadOnlyFileSystemException
            || text.contains("read-only file system")
            || text.contains("permission denied")
            || text.contains("not a directory")
            || (e instanceof java.nio.file.FileAlreadyExistsException);
    return unusable
        ? Optional.of(
            Diagnostic.error(
                    MachineCode.STORE_NOT_USABLE, "The store " + store + " cannot be used.")
                .note(e.getClass().getSimpleName() + ": " + e.getMessage())
                .hint("Check its owner and permissions, or put the store elsewhere."))
        : Optional.empty();
  }

  /// Special files that are not wanted; empty when there are none.
  static Optional<Diagnostic> special(
      String subject, UnpackedPackage unpacked, StoreOptions.Devices devices) {
    for (PackageEntry entry : unpacked.entries()) {
      boolean refused =
          switch (entry.kind()) {
            case Kind.Device _ -> devices == StoreOptions.Devices.REFUSE;
            case Kind.Fifo _ -> unpacked.format() == BinaryFormat.GPKG;
            case Kind.Directory _, Kind.Regular _, Kind.Symlink _, Kind.Hardlink _ -> false;
          };
      if (refused) {
        String what = entry.kind() instanceof Kind.Fifo ? "a FIFO" : "a device node";
        return Optional.of(
            Diagnostic.error(StoreCode.SPECIAL_FILE, "The package " + subject + " cannot be used.")
                .note("'" + entry.path() + "' is " + what + "."));
      }
    }
    return Optional.empty();
  }
}
