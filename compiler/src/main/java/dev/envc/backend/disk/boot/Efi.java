package dev.envc.backend.disk.boot;

import dev.envc.model.Arch;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/// UEFI's names: what the firmware starts by itself (UEFI 2.10, 3.5.1.1), and where systemd keeps
/// its parts.
final class Efi {
  private static final String FOLDER = "/usr/lib/systemd/boot/efi/";

  private Efi() {}

  static String lower(Arch arch) throws BootException {
    return switch (arch) {
      case AMD64 -> "x64";
      case X86 -> "ia32";
      case ARM64 -> "aa64";
      case ARM -> "arm";
      case RISCV -> "riscv64";
      case LOONG -> "loongarch64";
      case ALPHA, HPPA, M68K, MIPS, PPC, PPC64, S390, SPARC ->
          throw new BootException("UEFI does not run on " + arch + ".");
    };
  }

  static String upper(Arch arch) throws BootException {
    return lower(arch).toUpperCase(Locale.ROOT);
  }

  static Content part(TreeFiles root, String name) throws BootException {
    return root.file(FOLDER + name)
        .map(TreeFiles.Found::content)
        .orElseThrow(
            () ->
                new BootException(
                    "The environment has no "
                        + FOLDER
                        + name
                        + ": sys-apps/systemd or sys-apps/systemd-utils with `USE=boot` installs"
                        + " it."));
  }

  static byte[] read(Content content) {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
