package dev.envc.lock;

/// A binhost as it was when the packages were chosen: where it is, and the digest of its `Packages`
/// index.
public record LockedBinhost(String name, String location, Digest index) {}
