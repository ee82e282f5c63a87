@NullMarked
package dev.envc.cli;

import org.jspecify.annotations.NullMarked;
