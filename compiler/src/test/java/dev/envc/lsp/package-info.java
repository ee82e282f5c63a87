@NullMarked
package dev.envc.lsp;

import org.jspecify.annotations.NullMarked;
