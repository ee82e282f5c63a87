package dev.envc.tree.index;

import dev.envc.pms.Cpv;
import dev.envc.tree.TreeSource.Entry;
import java.util.Optional;

/// An ebuild in a tree, and the entry of the metadata cache that bears its name.
record FoundEbuild(Cpv cpv, Entry file, Optional<Entry> cacheEntry) {}
