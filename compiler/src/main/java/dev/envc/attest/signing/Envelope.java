package dev.envc.attest.signing;

import dev.envc.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A DSSE envelope (https://github.com/secure-systems-lab/dsse, v1): a payload with its type, and
/// signatures over both.
public final class Envelope {
  public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

  private Envelope() {}

  /// The envelope on one line, as files of such lines want it.
  public static byte[] of(String payloadType, byte[] payload, SigningKey key) {
    byte[] signature = key.sign(encoded(payloadType, payload));
    byte[] json =
        Json.bytes(
            Json.object(
                "payloadType",
                payloadType,
                "payload",
                Base64.getEncoder().encodeToString(payload),
                "signatures",
                List.of(
                    Json.object(
                        "keyid", "", "sig", Base64.getEncoder().encodeToString(signature)))));
    byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  /// The payload of an envelope that a signature of the key vouches for; empty when there is none,
  /// or the text is no envelope.
  public static Optional<byte[]> open(String payloadType, byte[] envelope, VerifyingKey key) {
    try {
      JsonNode json = JsonMapper.builder().build().readTree(envelope);
      byte[] payload = Base64.getDecoder().decode(json.path("payload").asString(""));
      if (!json.path("payloadType").asString("").equals(payloadType)) {
        return Optional.empty();
      }
      for (JsonNode signature : json.path("signatures")) {
        byte[] bytes = Base64.getDecoder().decode(signature.path("sig").asString(""));
        if (key.verifies(encoded(payloadType, payload), bytes)) {
          return Optional.of(payload);
        }
      }
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// PAE of the protocol: what is signed.
  private static byte[] encoded(String type, byte[] payload) {
    var out = new ByteArrayOutputStream();
    int length = type.getBytes(StandardCharsets.UTF_8).length;
    String head = "DSSEv1 " + length + " " + type + " " + payload.length + " ";
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
