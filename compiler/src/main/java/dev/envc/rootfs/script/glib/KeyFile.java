package dev.envc.rootfs.script.glib;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A key file as GKeyFile reads it: groups `[name]` of lines `key=value`. Values are as they are
/// written; keys with a locale, `key[de]`, are left out.
public final class KeyFile {
  private KeyFile() {}

  /// The groups and their keys in the order in which they come first; the last value of a key
  /// counts.
  ///
  /// @throws GlibException when a line is none of this, or it is not UTF-8
  public static SequencedMap<String, SequencedMap<String, String>> parse(byte[] bytes)
      throws GlibException {
    var groups = new LinkedHashMap<String, SequencedMap<String, String>>();
    SequencedMap<String, String> group = null;
    for (String read : decode(bytes).split("\n", -1)) {
      String line = read.strip();
      int equals = line.indexOf('=');
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        String name = line.substring(1, line.length() - 1);
        if (!line.endsWith("]") || name.isEmpty() || name.contains("[") || name.contains("]")) {
          throw new GlibException("`" + line + "` is no group");
        }
        group = groups.computeIfAbsent(name, _ -> new LinkedHashMap<>());
      } else if (equals <= 0 || group == null) {
        throw new GlibException("`" + line + "` is neither a group nor a key of one");
      } else if (!line.substring(0, equals).strip().endsWith("]")) {
        group.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return groups;
  }

  private static String decode(byte[] bytes) throws GlibException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new GlibException("it is not in UTF-8");
    }
  }
}
