@NullMarked
package dev.envc.sandbox;

import org.jspecify.annotations.NullMarked;
