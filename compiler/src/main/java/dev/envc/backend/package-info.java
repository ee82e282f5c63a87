/// What a backend is: request, artefact, discovery.
@NullMarked
package dev.envc.backend;

import org.jspecify.annotations.NullMarked;
