package dev.envc.backend;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import java.io.IOException;
import java.util.List;

/// Makes artefacts from a root file system. Found by [java.util.ServiceLoader], so that a jar on
/// the plug-in path adds one.
///
/// An implementation is stateless; it writes nothing outside [BackendRequest#outputDirectory] and
/// [BackendRequest#cacheDirectory], reads no clock, locale or environment, and gives the same bytes
/// for the same request on every machine. What it writes goes to a temporary name first and is
/// renamed when complete.
public interface Backend {
  /// The name after `--backend`: lower-case letters, digits and `-`.
  String name();

  /// One line for `envc backends`.
  String description();

  /// The settings it reads under `outputs: <name>:`, for documentation, the schema and completion.
  List<BackendSetting> settings();

  /// The problems of an environment's settings for this backend; empty when there are none. Reads
  /// nothing but its argument.
  List<Diagnostic> check(Environment environment);

  /// Makes the artefacts, for all the environments of a request together (an OCI index holds
  /// several).
  ///
  /// @throws UserErrorException when the request cannot be carried out; nothing is left behind then
  List<Artifact> build(BackendRequest request) throws IOException, UserErrorException;
}
