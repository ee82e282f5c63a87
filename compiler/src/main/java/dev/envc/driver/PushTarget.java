package dev.envc.driver;

import java.util.List;

/// Where `envc compile` pushes what it made: references in the form of the backend (for `oci`
/// `registry.example.com/team/image:tag`), none to push nowhere. `insecure` accepts plain http and
/// certificates that cannot be verified.
public record PushTarget(List<String> references, boolean insecure) {
  public static final PushTarget NONE = new PushTarget(List.of(), false);

  public PushTarget {
    references = List.copyOf(references);
  }
}
