package dev.envc.lock;

/// The formats of binary packages: gpkg (GLEP 78) and xpak (xpak(5), `.tbz2` and `.xpak`).
public enum BinaryFormat {
  GPKG,
  XPAK
}
