package dev.envc.diagnostic;

/// A kind of problem. Each area of the compiler has one enum of codes; each code has a page,
/// `E0123.md`, beside this package in the resources.
///
/// Codes are stable: a number is never given to another problem.
public sealed interface DiagnosticCode
    permits ManifestCode,
        TreeCode,
        ResolveCode,
        LockCode,
        StoreCode,
        RootfsCode,
        BackendCode,
        DiskCode,
        MachineCode,
        PolicyCode {
  /// `E` and four digits.
  String id();

  ExitClass exitClass();
}
