package dev.envc.backend.oci;

import dev.envc.backend.Inspectable.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The layers of a layout, with what its configurations say is in them.
final class LayerList {
  private LayerList() {}

  static List<Layer> of(Path directory) throws IOException {
    LayoutReader layout = LayoutReader.of(directory);
    var layers = new ArrayList<Layer>();
    for (Descriptor manifest : layout.image().manifests()) {
      JsonNode json = layout.json(manifest);
      if (json.has("config")) {
        JsonNode config = layout.json(LayoutReader.descriptor(json.path("config")));
        String variant = config.path("variant").asString("");
        String arch =
            config.path("architecture").asString("") + (variant.isEmpty() ? "" : "/" + variant);
        int i = 0;
        for (JsonNode layer : json.path("layers")) {
          Descriptor d = LayoutReader.descriptor(layer);
          String comment = config.path("history").path(i++).path("comment").asString("");
          layers.add(new Layer(arch, d.digest(), d.size(), comment));
        }
      }
    }
    return layers;
  }
}
