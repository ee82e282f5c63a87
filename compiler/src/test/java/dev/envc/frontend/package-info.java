@NullMarked
package dev.envc.frontend;

import org.jspecify.annotations.NullMarked;
