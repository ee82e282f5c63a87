/// Shared libraries as the dynamic linker sees them: what an ELF file says of itself, and the cache
/// /etc/ld.so.cache.
@NullMarked
package dev.envc.rootfs.elf;

import org.jspecify.annotations.NullMarked;
