/// Reading binary packages: gpkg (GLEP 78) and xpak (xpak(5)). Everything read is hostile until it
/// has been checked.
@NullMarked
package dev.envc.store.format;

import org.jspecify.annotations.NullMarked;
