package dev.envc.backend.disk.boot;

import dev.envc.backend.disk.boot.TreeFiles.Found;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.DiskCode;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds kernel, initramfs and device trees in the environment.
public final class BootInputs {
  private static final List<String> KERNELS =
      List.of(
          "/boot/vmlinuz*",
          "/boot/kernel-*",
          "/boot/Image*",
          "/boot/zImage*",
          "/boot/bzImage*",
          "/boot/kernel*.img",
          "/usr/lib/modules/*/vmlinuz",
          "/lib/modules/*/vmlinuz");
  private static final List<String> INITRAMFS =
      List.of("/boot/initramfs*", "/boot/initrd*", "/usr/lib/modules/*/initrd");

  private final TreeFiles files;
  private final Span span;
  private final Diagnostics problems;

  public BootInputs(TreeFiles files, Span span, Diagnostics problems) {
    this.files = files;
    this.span = span;
    this.problems = problems;
  }

  /// The kernel; empty when it was reported as missing.
  public Optional<Found> kernel(DiskLayout.Boot boot) {
    return boot.kernel().isEmpty()
        ? one("kernel", found(KERNELS), true)
        : one("kernel", required(boot.kernel(), "kernel"), false);
  }

  /// The initramfs; `none` asks for none.
  public Optional<Found> initramfs(DiskLayout.Boot boot) {
    if (boot.initramfs().equals("none")) {
      return Optional.empty();
    }
    return boot.initramfs().isEmpty()
        ? one("initramfs", found(INITRAMFS), false)
        : one("initramfs", required(boot.initramfs(), "initramfs"), false);
  }

  public List<Found> dtbs(DiskLayout.Boot boot) {
    List<Found> all = new ArrayList<>();
    for (String pattern : boot.dtbs()) {
      all.addAll(required(pattern, "device tree"));
    }
    return all;
  }

  /// Reports the files a board cannot do without.
  public void checkRequired(DiskLayout.Boot boot) {
    boot.requires().forEach(r -> required(r, "file of the board's firmware"));
  }

  private List<Found> found(List<String> patterns) {
    return patterns.stream()
        .flatMap(p -> files.matching(p).stream())
        .flatMap(f -> isKept(f) ? Stream.of(f) : Stream.empty())
        .distinct()
        .toList();
  }

  /// What `installkernel` keeps of an earlier kernel is not meant to boot by default.
  private static boolean isKept(Found f) {
    return !f.name().endsWith(".old") && !f.name().endsWith(".gz.hmac");
  }

  private List<Found> required(String pattern, String what) {
    List<Found> all = files.matching(pattern);
    if (all.isEmpty()) {
      problems.add(
          Diagnostic.error(
                  DiskCode.FILE_MISSING,
                  span,
                  "The environment has no " + what + " " + pattern + ".")
              .hint("Add the package that installs it, or a file under `files`."));
    }
    return all;
  }

  private Optional<Found> one(String what, List<Found> all, boolean needed) {
    if (all.size() > 1) {
      Diagnostic d =
          Diagnostic.error(
                  DiskCode.SEVERAL_KERNELS,
                  span,
                  "The environment has " + all.size() + " files that could be the " + what + ".")
              .hint(
                  "Say which one: `boot: { " + what + ": /" + all.getFirst().path() + " }`.",
                  "Say which one: `boot { " + what + " /" + all.getFirst().path() + " }`.");
      for (Found f : all) {
        d = d.note("/" + f.path());
      }
      problems.add(d);
    } else if (all.isEmpty() && needed) {
      problems.add(
          Diagnostic.error(DiskCode.FILE_MISSING, span, "The environment has no kernel in /boot.")
              .hint(
                  "Add a kernel package such as sys-kernel/gentoo-kernel-bin, or name the file:"
                      + " `boot: { kernel: /path }`.",
                  "Add a kernel package such as sys-kernel/gentoo-kernel-bin, or name the file:"
                      + " `boot { kernel /path }`."));
    }
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }
}
