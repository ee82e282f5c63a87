package dev.envc.backend.nspawn;

import dev.envc.backend.Image;
import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Arch;
import dev.envc.rootfs.FileTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of a root that systemd-sysext(8) lays over a host's: /usr and /opt, with the
/// extension-release file that says what host it fits (os-release(5)). It is named after the image.
final class SystemExtension {
  private static final String RELEASES = "usr/lib/extension-release.d";

  private SystemExtension() {}

  static FileTree of(Image image, String name, Map<String, String> release)
      throws UserErrorException {
    List<FileTree.Entry> kept =
        image.root().tree().entries().stream().filter(e -> belongs(e.path())).toList();
    if (kept.stream().allMatch(e -> e.node() instanceof FileTree.Node.Directory)) {
      throw new UserErrorException(
          Diagnostic.error(
                  BackendCode.FORM_UNFIT,
                  image.environment().span(),
                  "The environment has nothing in /usr and /opt for a system extension.")
              .hint("Name packages with files there, or choose another form."));
    }
    var tree = new TreeEdit(new FileTree(kept), image.created().getEpochSecond());
    var text = new StringBuilder();
    release.forEach((k, v) -> text.append(k).append('=').append(v).append('\n'));
    if (!release.containsKey("ARCHITECTURE")) {
      architecture(image.environment().arch())
          .ifPresent(a -> text.append("ARCHITECTURE=").append(a).append('\n'));
    }
    tree.text(RELEASES + "/extension-release." + name, text.toString());
    return tree.build();
  }

  /// An extension must not bring another os-release, nor one of a package for another image.
  private static boolean belongs(String path) {
    return path.matches("(usr|opt)(/.*)?|")
        && !path.equals("usr/lib/os-release")
        && !path.startsWith(RELEASES + "/");
  }

  /// The names of ConditionArchitecture= (systemd.unit(5)).
  private static Optional<String> architecture(Arch arch) {
    return switch (arch) {
      case AMD64 -> Optional.of("x86-64");
      case ARM64 -> Optional.of("arm64");
      case ARM -> Optional.of("arm");
      case X86 -> Optional.of("x86");
      case RISCV -> Optional.of("riscv64");
      case LOONG -> Optional.of("loongarch64");
      case S390 -> Optional.of("s390x");
      // Gentoo has one name for several of these.
      case ALPHA, HPPA, M68K, MIPS, PPC, PPC64, SPARC -> Optional.empty();
    };
  }
}
