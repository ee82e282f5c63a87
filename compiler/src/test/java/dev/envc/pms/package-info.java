@NullMarked
package dev.envc.pms;

import org.jspecify.annotations.NullMarked;
