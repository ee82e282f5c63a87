package dev.envc.backend.oci;

import static dev.envc.json.Json.object;

import dev.envc.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;

/// What refers to an image, as an index under the tag `sha256-…` (OCI distribution-spec, "Referrers
/// Tag Schema").
final class ReferrerIndex {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<SequencedMap<String, Object>> manifests = new ArrayList<>();

  /// The referrers of an index; none when there is no index.
  static ReferrerIndex of(Optional<byte[]> json) {
    var index = new ReferrerIndex();
    if (json.isPresent()) {
      Object entries = JSON.readValue(json.get(), Map.class).get("manifests");
      if (entries instanceof List<?> list) {
        list.forEach(index::keep);
      }
    }
    return index;
  }

  /// What others have attached stays as it is.
  private void keep(Object entry) {
    if (entry instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<String, Object>();
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
      manifests.add(copy);
    }
  }

  /// Adds a referrer unless it is there.
  void add(Descriptor manifest, String artifactType) {
    if (manifests.stream().noneMatch(m -> manifest.digest().equals(m.get("digest")))) {
      SequencedMap<String, Object> entry = manifest.json();
      entry.put("artifactType", artifactType);
      manifests.add(entry);
    }
  }

  byte[] bytes() {
    return Json.bytes(
        object("schemaVersion", 2, "mediaType", Descriptor.INDEX, "manifests", manifests));
  }
}
