package dev.envc.backend;

import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A backend whose artefacts can be looked into. Implemented beside [Backend].
public interface Inspectable {
  /// Whether a path is an artefact of this backend that carries evidence inside.
  boolean recognises(Path path);

  /// The evidence of an artefact on this machine. All of its content is read and held against its
  /// digests.
  ///
  /// @throws UserErrorException when it is damaged
  Evidence inspect(Path path) throws IOException, UserErrorException;

  /// The evidence of an artefact that was published; what is large is not fetched.
  ///
  /// @throws UserErrorException when the reference is malformed, or names nothing
  Evidence inspect(String reference, boolean insecure) throws IOException, UserErrorException;

  /// The layers of an artefact, for each arch; empty when it is not readable as one.
  Optional<List<Layer>> layers(Path path) throws IOException;

  /// A layer: the arch it is for, its digest, its size as it is transferred, and what is in it.
  record Layer(String arch, String digest, long size, String comment) {}
}
