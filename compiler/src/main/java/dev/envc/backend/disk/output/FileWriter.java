package dev.envc.backend.disk.output;

import dev.envc.backend.disk.image.ImagePass;
import dev.envc.backend.disk.image.RawFile;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.output.ImageFiles.Written;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes files into a folder, and says what they are.
public record FileWriter(Path folder) {
  public Written text(String file, String mediaType, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, text, StandardCharsets.UTF_8);
    return written(path, mediaType);
  }

  /// Writes an image as a sparse file.
  public Written image(String file, String mediaType, SparseImage image) throws IOException {
    Path path = folder.resolve(file);
    var digest = new DigestStream(OutputStream.nullOutputStream());
    try (var raw = new RawFile(path)) {
      ImagePass.run(image, List.of(raw, new StreamSink(digest)));
    }
    return new Written(path, mediaType, digest.hex(), digest.size());
  }

  static Written written(Path path, String mediaType) throws IOException {
    var digest = new DigestStream(OutputStream.nullOutputStream());
    try (InputStream in = Files.newInputStream(path)) {
      in.transferTo(digest);
    }
    digest.close();
    return new Written(path, mediaType, digest.hex(), digest.size());
  }
}
