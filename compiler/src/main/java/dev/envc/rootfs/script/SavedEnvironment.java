package dev.envc.rootfs.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/// The environment that Portage saves with a package, `environment.bz2`: what bash's `declare -p`
/// and `declare -f` print. It is read, never run.
public record SavedEnvironment(List<String> lines) {
  /// Real ones have a few hundred kilobytes.
  private static final int MAX_BYTES = 32 << 20;

  private static final Pattern ELEMENT =
      Pattern.compile("\\[[0-9]+]=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\")]*))");

  public SavedEnvironment {
    lines = List.copyOf(lines);
  }

  public static SavedEnvironment of(String text) {
    return new SavedEnvironment(text.lines().toList());
  }

  /// @throws IOException when it is not bzip2, or larger than any such environment is
  public static SavedEnvironment unpack(byte[] bzip2) throws IOException {
    try (var in = new BZip2CompressorInputStream(new ByteArrayInputStream(bzip2))) {
      byte[] text = in.readNBytes(MAX_BYTES + 1);
      if (text.length > MAX_BYTES) {
        throw new IOException("environment.bz2 is larger than " + MAX_BYTES + " bytes");
      }
      return of(new String(text, StandardCharsets.UTF_8));
    }
  }

  /// The elements of an indexed array, in order; empty when there is none of that name.
  public List<String> array(String name) {
    Pattern declaration = Pattern.compile("declare -[a-z]*a[a-z]* " + name + "=\\((.*)\\)");
    for (String line : lines) {
      Matcher m = declaration.matcher(line);
      if (m.matches()) {
        var elements = new ArrayList<String>();
        Matcher element = ELEMENT.matcher(m.group(1));
        while (element.find()) {
          String quoted = element.group(1);
          elements.add(
              quoted == null ? element.group(2) : quoted.replaceAll("\\\\([\"\\\\$`])", "$1"));
        }
        return elements;
      }
    }
    return List.of();
  }

  /// The lines of a function's body; empty when there is no such function.
  public Optional<List<String>> function(String name) {
    int start = lines.indexOf(name + " () ");
    start = start < 0 ? lines.indexOf(name + " ()") : start;
    if (start < 0) {
      return Optional.empty();
    }
    var body = new ArrayList<String>();
    for (String line : lines.subList(start + 1, lines.size())) {
      if (line.equals("}")) {
        return Optional.of(body);
      }
      if (!line.stripTrailing().equals("{")) {
        body.add(line);
      }
    }
    return Optional.empty();
  }
}
