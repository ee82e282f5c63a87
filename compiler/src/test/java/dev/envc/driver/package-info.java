@NullMarked
package dev.envc.driver;

import org.jspecify.annotations.NullMarked;
