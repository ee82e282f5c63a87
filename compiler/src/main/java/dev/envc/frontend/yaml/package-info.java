/// The YAML form. The only package that sees the YAML library.
@NullMarked
package dev.envc.frontend.yaml;

import org.jspecify.annotations.NullMarked;
