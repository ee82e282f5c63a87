/// Fetching indexes and packages from directories and http(s) servers.
@NullMarked
package dev.envc.store.fetch;

import org.jspecify.annotations.NullMarked;
