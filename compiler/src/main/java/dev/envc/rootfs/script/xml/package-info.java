/// XML that packages bring, read as a tree: no entities of its own, nothing from outside.
@NullMarked
package dev.envc.rootfs.script.xml;

import org.jspecify.annotations.NullMarked;
