/// The phases in order: the public embedding API.
@NullMarked
package dev.envc.driver;

import org.jspecify.annotations.NullMarked;
