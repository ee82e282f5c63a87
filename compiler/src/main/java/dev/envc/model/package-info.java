/// The validated environment: immutable, without nulls, with places for blame.
@NullMarked
package dev.envc.model;

import org.jspecify.annotations.NullMarked;
