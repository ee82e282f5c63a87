@NullMarked
package dev.envc.source;

import org.jspecify.annotations.NullMarked;
