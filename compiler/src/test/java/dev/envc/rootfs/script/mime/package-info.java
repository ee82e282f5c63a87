@NullMarked
package dev.envc.rootfs.script.mime;

import org.jspecify.annotations.NullMarked;
