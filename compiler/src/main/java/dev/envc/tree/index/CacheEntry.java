package dev.envc.tree.index;

import dev.envc.tree.MetadataKey;
import dev.envc.tree.metadata.Eclasses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One file of `metadata/md5-cache` (PMS 14.2): `KEY=value` lines.
record CacheEntry(Map<MetadataKey, String> values, String ebuildMd5, List<String> eclasses) {
  /// Empty when the file is not of that format, or says nothing about the ebuild it was made from.
  static Optional<CacheEntry> parse(byte[] content) {
    var values = new EnumMap<MetadataKey, String>(MetadataKey.class);
    String md5 = "";
    List<String> eclasses = List.of();
    String text = new String(content, StandardCharsets.UTF_8);
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int equals = text.indexOf('=', start);
      if (equals < 0 || equals >= end) {
        return Optional.empty();
      }
      String key = text.substring(start, equals);
      String value = text.substring(equals + 1, end);
      switch (key) {
        case "_md5_" -> md5 = value;
        case "_eclasses_" -> eclasses = List.of(value.strip().split("\t", -1));
        default -> MetadataKey.of(key).ifPresent(k -> values.put(k, value));
      }
      start = end + 1;
    }
    if (md5.isEmpty() || eclasses.size() % 2 != 0) {
      return Optional.empty();
    }
    values.put(MetadataKey.INHERITED, inherited(eclasses));
    values.putIfAbsent(MetadataKey.EAPI, "0");
    return Optional.of(new CacheEntry(values, md5, eclasses));
  }

  /// Whether the entry was made from this ebuild and these eclasses.
  boolean isValid(String md5OfEbuild, Eclasses available) throws IOException {
    if (!ebuildMd5.equals(md5OfEbuild)) {
      return false;
    }
    for (int i = 0; i < eclasses.size(); i += 2) {
      Optional<String> md5 = available.md5(eclasses.get(i));
      if (md5.isEmpty() || !md5.get().equals(eclasses.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private static String inherited(List<String> eclasses) {
    var names = new ArrayList<String>();
    for (int i = 0; i < eclasses.size(); i += 2) {
      names.add(eclasses.get(i));
    }
    names.sort(null);
    return String.join(" ", names);
  }
}
