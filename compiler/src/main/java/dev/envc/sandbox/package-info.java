/// Starting a compiled root as an ordinary user: what `envc run` and `envc shell` do.
@NullMarked
package dev.envc.sandbox;

import org.jspecify.annotations.NullMarked;
