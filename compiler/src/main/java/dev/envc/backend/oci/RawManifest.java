package dev.envc.backend.oci;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import java.nio.charset.StandardCharsets;

/// A manifest or index as the bytes it has: what is pushed has the digest that was computed.
final class RawManifest implements ManifestTemplate {
  private final String json;
  private final String mediaType;

  RawManifest(byte[] json, String mediaType) {
    this.json = new String(json, StandardCharsets.UTF_8);
    this.mediaType = mediaType;
  }

  @JsonValue
  @JsonRawValue
  public String json() {
    return json;
  }

  @Override
  public int getSchemaVersion() {
    return 2;
  }

  @Override
  public String getManifestMediaType() {
    return mediaType;
  }
}
