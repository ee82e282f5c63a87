/// What an editor asks of the language: problems of unsaved texts, completion, documentation,
/// places and changes. Knows no protocol; `lsp` speaks it.
@NullMarked
package dev.envc.editor;

import org.jspecify.annotations.NullMarked;
