/// From the ast to the model: one class per rule.
@NullMarked
package dev.envc.check;

import org.jspecify.annotations.NullMarked;
