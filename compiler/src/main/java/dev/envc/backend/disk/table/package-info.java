/// Partition tables: GPT, MBR and hybrids.
@NullMarked
package dev.envc.backend.disk.table;

import org.jspecify.annotations.NullMarked;
