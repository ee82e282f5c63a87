package dev.envc.backend.oci;

import dev.envc.backend.Inspectable.Layer;
import dev.envc.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The layers of the image of a layout, with what its configurations say is in them.
final class LayerList {
  private final Path blobs;
  private final List<Layer> layers = new ArrayList<>();

  private LayerList(Path blobs) {
    this.blobs = blobs;
  }

  static List<Layer> of(Path directory) throws IOException {
    var list = new LayerList(directory.resolve("blobs").resolve("sha256"));
    Object index = JsonReader.read(Files.readAllBytes(directory.resolve("index.json")));
    for (Object entry : JsonReader.list(index, "manifests")) {
      if (JsonReader.text(entry, "artifactType").isEmpty()) {
        // Each tag of the image is an entry.
        list.visit(entry);
        break;
      }
    }
    return list.layers;
  }

  private void visit(Object descriptor) throws IOException {
    Object manifest = json(descriptor);
    for (Object child : JsonReader.list(manifest, "manifests")) {
      visit(child);
    }
    if (JsonReader.list(manifest, "layers").isEmpty()) {
      return;
    }
    Object config = json(JsonReader.map(manifest, "config"));
    String variant = JsonReader.text(config, "variant");
    String arch =
        JsonReader.text(config, "architecture") + (variant.isEmpty() ? "" : "/" + variant);
    List<?> history = JsonReader.list(config, "history");
    int i = 0;
    for (Object layer : JsonReader.list(manifest, "layers")) {
      String comment = i < history.size() ? JsonReader.text(history.get(i), "comment") : "";
      layers.add(
          new Layer(
              arch, JsonReader.text(layer, "digest"), JsonReader.number(layer, "size"), comment));
      i++;
    }
  }

  private Object json(Object descriptor) throws IOException {
    String digest = JsonReader.text(descriptor, "digest");
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw new IOException("not a digest: " + digest);
    }
    return JsonReader.read(Files.readAllBytes(blobs.resolve(digest.substring(7))));
  }
}
