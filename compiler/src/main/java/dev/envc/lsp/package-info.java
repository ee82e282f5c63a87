/// The language server: the Language Server Protocol around `editor`. The only package that sees
/// LSP4J.
@NullMarked
package dev.envc.lsp;

import org.jspecify.annotations.NullMarked;
