package dev.envc.pms;

import java.util.Optional;

/// A leaf of SRC_URI: a URI or flat file name, and the name it is stored under if `->` gives one.
public record SrcUri(String uri, Optional<String> target) {

  /// The name of the file in the distfiles directory.
  public String fileName() {
    return target.orElseGet(() -> uri.substring(uri.lastIndexOf('/') + 1));
  }

  /// This URI, stored under that name.
  SrcUri storedAs(String name) {
    return new SrcUri(uri, Optional.of(name));
  }

  @Override
  public String toString() {
    return uri + target.map(name -> " -> " + name).orElse("");
  }
}
