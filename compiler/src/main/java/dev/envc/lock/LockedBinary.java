package dev.envc.lock;

/// The binary package of a locked package: `binhost` names a [LockedBinhost], `path` is relative to
/// it, `size` in bytes, `digest` of the whole file, `buildId` as Portage counts builds of one
/// version (0 when the index has none), `buildTime` in seconds since 1970.
public record LockedBinary(
    String binhost,
    String path,
    BinaryFormat format,
    long size,
    Digest digest,
    int buildId,
    long buildTime) {}
