/// What makes a board start: loader configuration, kernels in their places, unified kernel images.
@NullMarked
package dev.envc.backend.disk.boot;

import org.jspecify.annotations.NullMarked;
