/// A backend outside the compiler: writes what a root file system holds as an mtree(5)
/// specification.
@NullMarked
package com.example.envc.mtree;

import org.jspecify.annotations.NullMarked;
