package dev.envc.rootfs.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// /usr/share/applications/mimeinfo.cache as update-desktop-database(1) writes it: for each media
/// type the desktop files that name it (Desktop Entry Specification, key MimeType).
final class DesktopDatabase implements Counterpart {
  /// What update-desktop-database takes for a media type: a registered one or `x-…`, and names of
  /// RFC 2045 without its tspecials.
  private static final Pattern TYPE =
      Pattern.compile(
          "(application|audio|chemical|font|image|inode|message|model|multipart|text|video|x-NAME)/NAME"
              .replace("NAME", "[^\\s\\p{Cntrl}()<>@,;:\\\\\"/\\[\\]?=]+"));

  private static final String DIRECTORY = "usr/share/applications";

  @Override
  public String name() {
    return "mimeinfo.cache";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) throws IOException {
    var byType = new TreeMap<String, SequencedSet<String>>();
    for (String path : packages.isEmpty() ? List.<String>of() : root.below(DIRECTORY)) {
      Optional<byte[]> bytes = path.endsWith(".desktop") ? root.bytes(path) : Optional.empty();
      if (bytes.isPresent()) {
        String id = path.substring(DIRECTORY.length() + 1).replace('/', '-');
        for (String type : types(new String(bytes.get(), StandardCharsets.UTF_8))) {
          byType.computeIfAbsent(type, _ -> new LinkedHashSet<>()).add(id);
        }
      }
    }
    if (!byType.isEmpty()) {
      var text = new StringBuilder("[MIME Cache]\n");
      byType.forEach(
          (type, ids) -> text.append(type).append('=').append(String.join(";", ids)).append(";\n"));
      root.write(
          DIRECTORY + "/mimeinfo.cache", text.toString().getBytes(StandardCharsets.UTF_8), 0644);
    }
    return List.of();
  }

  /// The media types of the group `[Desktop Entry]`; none when it is hidden.
  private static List<String> types(String text) {
    var types = new ArrayList<String>();
    boolean entry = false;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("[")) {
        entry = line.equals("[Desktop Entry]");
      } else if (entry && line.matches("Hidden\\s*=\\s*true")) {
        return List.of();
      } else if (entry && line.matches("MimeType\\s*=.*")) {
        for (String type : line.substring(line.indexOf('=') + 1).stripLeading().split(";", -1)) {
          if (TYPE.matcher(type.stripTrailing()).matches()) {
            types.add(type.stripTrailing());
          }
        }
      }
    }
    return types;
  }
}
