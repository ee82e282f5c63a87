package dev.envc.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A Gentoo architecture (a line of `profiles/arch.list`), with the names other formats give it.
public enum Arch {
  ALPHA("alpha", "", ""),
  AMD64("amd64", "amd64", ""),
  ARM("arm", "arm", "v7"),
  ARM64("arm64", "arm64", "v8"),
  HPPA("hppa", "", ""),
  LOONG("loong", "loong64", ""),
  M68K("m68k", "", ""),
  MIPS("mips", "mips", ""),
  PPC("ppc", "ppc", ""),
  PPC64("ppc64", "ppc64le", ""),
  RISCV("riscv", "riscv64", ""),
  S390("s390", "s390x", ""),
  SPARC("sparc", "", ""),
  X86("x86", "386", "");

  private final String keyword;
  private final String oci;
  private final String ociVariant;

  Arch(String keyword, String oci, String ociVariant) {
    this.keyword = keyword;
    this.oci = oci;
    this.ociVariant = ociVariant;
  }

  /// The Gentoo keyword, `arm64`.
  public String keyword() {
    return keyword;
  }

  /// The `architecture` of an OCI image (Go's GOARCH); empty when OCI has no name for it.
  public Optional<String> ociArchitecture() {
    return oci.isEmpty() ? Optional.empty() : Optional.of(oci);
  }

  /// The `variant` of an OCI platform; empty when there is none. For `arm` it is `v7`.
  public Optional<String> ociVariant() {
    return ociVariant.isEmpty() ? Optional.empty() : Optional.of(ociVariant);
  }

  public static Optional<Arch> of(String keyword) {
    return Arrays.stream(values()).filter(a -> a.keyword.equals(keyword)).findFirst();
  }

  public static List<String> keywords() {
    return Arrays.stream(values()).map(Arch::keyword).toList();
  }

  @Override
  public String toString() {
    return keyword;
  }
}
