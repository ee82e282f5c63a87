package dev.envc.attest.sbom;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The package URL of a Gentoo package, `pkg:ebuild/category/name@version?…` in its canonical form
/// (ECMA-427; purl-spec, type `ebuild`).
final class PackageUrl {
  private PackageUrl() {}

  /// Qualifiers with empty values are left out.
  static String of(
      String category, String name, String version, SortedMap<String, String> qualifiers) {
    var set = new TreeMap<>(qualifiers);
    set.values().removeIf(String::isEmpty);
    String query =
        set.entrySet().stream()
            .map((Map.Entry<String, String> q) -> q.getKey() + "=" + encode(q.getValue()))
            .collect(Collectors.joining("&"));
    String url = "pkg:ebuild/" + encode(category) + "/" + encode(name) + "@" + encode(version);
    return query.isEmpty() ? url : url + "?" + query;
  }

  private static String encode(String text) {
    var out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || ".-_~:".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append("0123456789ABCDEF".charAt(c >> 4));
        out.append("0123456789ABCDEF".charAt(c & 15));
      }
    }
    return out.toString();
  }
}
