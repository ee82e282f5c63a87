package dev.envc.backend.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The records of a pax extended header: `length key=value\n`, with the value's bytes as they are,
/// sorted by key. Names that are not UTF-8 are announced with `hdrcharset=BINARY`, which comes
/// first.
final class PaxRecords {
  private final Map<String, byte[]> records = new TreeMap<>();
  private boolean binary;

  void put(String key, byte[] value) {
    records.put(key, value);
    if (key.equals("path") || key.equals("linkpath")) {
      binary |= !isUtf8(value);
    }
  }

  void put(String key, String value) {
    put(key, value.getBytes(StandardCharsets.UTF_8));
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  byte[] toBytes() {
    var out = new ByteArrayOutputStream();
    if (binary) {
      write(out, "hdrcharset", "BINARY".getBytes(StandardCharsets.US_ASCII));
    }
    records.forEach((key, value) -> write(out, key, value));
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String key, byte[] value) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    int rest = name.length + value.length + 3;
    int length = rest + 1;
    while (Integer.toString(length).length() + rest != length) {
      length = Integer.toString(length).length() + rest;
    }
    out.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(name);
    out.write('=');
    out.writeBytes(value);
    out.write('\n');
  }

  private static boolean isUtf8(byte[] value) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
