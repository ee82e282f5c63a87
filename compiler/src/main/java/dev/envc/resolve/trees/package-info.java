/// What the resolver may choose from, made of real trees and a profile's configuration.
@NullMarked
package dev.envc.resolve.trees;

import org.jspecify.annotations.NullMarked;
