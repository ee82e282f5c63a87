package dev.envc.frontend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The modules `std:…`, from the class path: `dev/envc/std/ROLE/NAME.env.yaml`, listed in
/// `dev/envc/std/modules`.
public final class StandardLibrary {
  private static final String ROOT = "/dev/envc/std/";
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");

  private StandardLibrary() {}

  /// The names of all modules, sorted, without `std:`.
  public static List<String> modules() {
    return read("modules")
        .map(b -> new String(b, StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList())
        .orElse(List.of());
  }

  /// The source of a module; empty when there is none of that name.
  public static Optional<String> source(String module) {
    return NAME.matcher(module).matches() && modules().contains(module)
        ? read(module + ".env.yaml").map(b -> new String(b, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static Optional<byte[]> read(String path) {
    try (InputStream in = StandardLibrary.class.getResourceAsStream(ROOT + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
