@NullMarked
package dev.envc.rootfs.script.gsettings;

import org.jspecify.annotations.NullMarked;
