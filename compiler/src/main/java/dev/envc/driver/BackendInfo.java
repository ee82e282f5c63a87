package dev.envc.driver;

import java.util.List;

/// A backend that was found: its name, one line about it, its settings, and where its code comes
/// from (`envc` or the file name of a plug-in).
public record BackendInfo(String name, String description, String origin, List<Setting> settings) {
  public BackendInfo {
    settings = List.copyOf(settings);
  }

  /// A key under `outputs: <name>:`.
  public record Setting(String key, String type, String defaultValue, String description) {}
}
