/// Gentoo repositories at a commit: layout, profiles, masks, md5-cache and the index made of them.
@NullMarked
package dev.envc.tree;

import org.jspecify.annotations.NullMarked;
