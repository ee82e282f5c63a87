/// Tests of the plug-in.
@NullMarked
package com.example.envc.mtree;

import org.jspecify.annotations.NullMarked;
