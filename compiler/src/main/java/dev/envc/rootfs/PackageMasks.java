package dev.envc.rootfs;

import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import java.io.IOException;
import java.util.List;

/// Takes away from each package what INSTALL_MASK masks, and reports it. A package that was made
/// with quickpkg from a masked installation carries its own INSTALL_MASK, which Portage goes by
/// when the machine has none.
final class PackageMasks {
  private final InstallMask mask;
  private final boolean empty;
  private final AssemblyLog log;

  /// What is left of a package, and the mask that was applied, as /var/db/pkg has it.
  record Masked(List<PackageEntry> entries, String mask) {}

  PackageMasks(AssemblyOptions options, AssemblyLog log) {
    this.mask = new InstallMask(options.installMask());
    this.empty = options.installMask().isEmpty();
    this.log = log;
  }

  Masked apply(Member member) throws IOException {
    InstallMask own = empty ? carried(member) : mask;
    List<PackageEntry> all = member.image().entries();
    List<PackageEntry> left = own.apply(all);
    report(member, own, all);
    return new Masked(left, own.text());
  }

  private static InstallMask carried(Member member) throws IOException {
    String text = member.image().metadata("INSTALL_MASK").orElse("").strip();
    return new InstallMask(text.isEmpty() ? List.of() : List.of(text.split("\\s+")));
  }

  private void report(Member member, InstallMask own, List<PackageEntry> all) {
    if (own.text().isEmpty()) {
      return;
    }
    List<String> gone =
        all.stream()
            .filter(e -> !(e.kind() instanceof Kind.Directory) && own.masks(e.path(), false))
            .map(PackageEntry::path)
            .toList();
    if (!gone.isEmpty()) {
      log.finding(
          "install-masked",
          "",
          "INSTALL_MASK leaves out %d files of %s, such as %s."
              .formatted(gone.size(), member.id(), WorkRoot.printable(gone.getFirst())));
    }
  }
}
