package dev.envc.backend;

import dev.envc.backend.Attachment.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Speaks for what a backend makes. envc itself writes bills of materials, provenance and
/// signatures beside the artefacts of every backend; one whose format has a place for them inside
/// asks for them here. The same question has the same answer.
public interface Attestor {
  /// Says nothing.
  Attestor NONE =
      new Attestor() {
        @Override
        public List<Attachment> bills(Image image) {
          return List.of();
        }

        @Override
        public List<Attachment> provenance(List<Image> images, List<Subject> subjects) {
          return List.of();
        }

        @Override
        public Optional<byte[]> signature(byte[] message) {
          return Optional.empty();
        }

        @Override
        public Map<String, String> annotations(Image image) {
          return Map.of();
        }
      };

  /// The bills of materials of an image.
  List<Attachment> bills(Image image) throws IOException;

  /// The provenance of what was made from images: an in-toto statement
  /// (`application/vnd.in-toto+json`), and when there is a key the same in a signed envelope
  /// (`application/vnd.dsse.envelope.v1+json`). What is written beside the artefact names the
  /// subjects too.
  List<Attachment> provenance(List<Image> images, List<Subject> subjects) throws IOException;

  /// The signature of a message, in DER; empty when nothing is to be signed.
  Optional<byte[]> signature(byte[] message);

  /// Where what is made will be pushed, in the form of the backend; a signature can name it.
  default List<String> destinations() {
    return List.of();
  }

  /// What annotations an image has that follow from its packages (OCI image-spec, annotations.md).
  Map<String, String> annotations(Image image);
}
