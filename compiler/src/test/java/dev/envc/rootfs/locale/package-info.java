@org.jspecify.annotations.NullMarked
package dev.envc.rootfs.locale;
