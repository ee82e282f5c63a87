/// Problems as values: a code, a place, plain words, and a fix.
@NullMarked
package dev.envc.diagnostic;

import org.jspecify.annotations.NullMarked;
