/// The content-addressed package store: binhost indexes, gpkg and xpak, fetching and verification.
@NullMarked
package dev.envc.store;

import org.jspecify.annotations.NullMarked;
