/// Bills of materials, held against the libraries of their formats.
@NullMarked
package dev.envc.validation;

import org.jspecify.annotations.NullMarked;
