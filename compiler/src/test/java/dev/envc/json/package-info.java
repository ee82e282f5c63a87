@NullMarked
package dev.envc.json;

import org.jspecify.annotations.NullMarked;
