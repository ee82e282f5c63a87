package dev.envc.store.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/// Writes xpak files (xpak(5)).
public final class XpakWriter {
  private XpakWriter() {}

  /// @param imageTar a tar whose members are named `./usr/…`
  public static byte[] of(
      SortedMap<String, byte[]> metadata, byte[] imageTar, Compression compression) {
    return of(compression.pack(imageTar), part(metadata));
  }

  /// A package of a packed image and a metadata part as they are.
  public static byte[] of(byte[] packedImage, byte[] part) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(packedImage);
    out.writeBytes(part);
    out.writeBytes(number(part.length));
    out.writeBytes(text("STOP"));
    return out.toByteArray();
  }

  /// `XPAKPACK` to `XPAKSTOP`.
  public static byte[] part(SortedMap<String, byte[]> metadata) {
    var index = new ByteArrayOutputStream();
    var data = new ByteArrayOutputStream();
    metadata.forEach(
        (name, bytes) -> {
          byte[] n = name.getBytes(StandardCharsets.UTF_8);
          index.writeBytes(number(n.length));
          index.writeBytes(n);
          index.writeBytes(number(data.size()));
          index.writeBytes(number(bytes.length));
          data.writeBytes(bytes);
        });
    return part(index.toByteArray(), data.toByteArray());
  }

  public static byte[] part(byte[] index, byte[] data) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(text("XPAKPACK"));
    out.writeBytes(number(index.length));
    out.writeBytes(number(data.length));
    out.writeBytes(index);
    out.writeBytes(data);
    out.writeBytes(text("XPAKSTOP"));
    return out.toByteArray();
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
