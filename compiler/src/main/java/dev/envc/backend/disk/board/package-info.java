/// Boards: settings that the compiler brings along, as data.
@NullMarked
package dev.envc.backend.disk.board;

import org.jspecify.annotations.NullMarked;
