package dev.envc.backend;

import dev.envc.model.Environment;
import dev.envc.rootfs.RootFs;
import java.time.Instant;

/// One environment, assembled: what it is, its root file system, the digest of its lock
/// (`sha256:…`), and the time that stands for "created" in every artefact.
public record Image(Environment environment, RootFs root, String lockDigest, Instant created) {}
