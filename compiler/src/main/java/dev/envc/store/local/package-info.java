/// The package store in a directory: packages by the SHA-256 of their file, unpacked once.
@NullMarked
package dev.envc.store.local;

import org.jspecify.annotations.NullMarked;
