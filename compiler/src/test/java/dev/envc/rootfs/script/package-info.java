@org.jspecify.annotations.NullMarked
package dev.envc.rootfs.script;
