@NullMarked
package dev.envc.diagnostic;

import org.jspecify.annotations.NullMarked;
