package dev.envc.backend.oci;

import dev.envc.backend.Image;
import dev.envc.backend.oci.OciSettings.ContainerSettings;
import dev.envc.json.Json;
import dev.envc.model.Arch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The configuration of an image (OCI image-spec, config.md).
final class ImageConfig {
  private ImageConfig() {}

  static byte[] bytes(
      Image image, OciSettings settings, List<LayerPlan.Layer> layers, List<String> diffIds) {
    String created = image.created().toString();
    var json = new LinkedHashMap<String, Object>();
    json.put("created", created);
    json.putAll(platform(image.environment().arch()));
    json.put("config", container(settings.container()));
    var rootfs = new LinkedHashMap<String, Object>();
    rootfs.put("type", "layers");
    rootfs.put("diff_ids", diffIds);
    json.put("rootfs", rootfs);
    var history = new ArrayList<Map<String, Object>>();
    for (LayerPlan.Layer layer : layers) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("created", created);
      entry.put("created_by", "envc");
      entry.put("comment", comment(layer));
      history.add(entry);
    }
    json.put("history", history);
    return Json.bytes(json);
  }

  /// `architecture`, `os` and `variant`, as a platform or at the top of a configuration.
  static SequencedMap<String, Object> platform(Arch arch) {
    var json = new LinkedHashMap<String, Object>();
    json.put("architecture", arch.ociArchitecture().orElseThrow());
    json.put("os", "linux");
    arch.ociVariant().ifPresent(v -> json.put("variant", v));
    return json;
  }

  private static String comment(LayerPlan.Layer layer) {
    if (layer.packages().isEmpty()) {
      return "manifest and generated files";
    }
    int shown = Math.min(8, layer.packages().size());
    String names = String.join(" ", layer.packages().subList(0, shown));
    int more = layer.packages().size() - shown;
    return more == 0 ? names : names + " and " + more + " more";
  }

  private static SequencedMap<String, Object> container(ContainerSettings c) {
    var json = new LinkedHashMap<String, Object>();
    c.user().ifPresent(user -> json.put("User", user));
    if (!c.ports().isEmpty()) {
      json.put("ExposedPorts", set(c.ports()));
    }
    json.put(
        "Env",
        c.environment().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    if (!c.entrypoint().isEmpty()) {
      json.put("Entrypoint", c.entrypoint());
    }
    if (!c.command().isEmpty()) {
      json.put("Cmd", c.command());
    }
    if (!c.volumes().isEmpty()) {
      json.put("Volumes", set(c.volumes()));
    }
    c.workdir().ifPresent(dir -> json.put("WorkingDir", dir));
    if (!c.labels().isEmpty()) {
      json.put("Labels", c.labels());
    }
    c.stopSignal().ifPresent(signal -> json.put("StopSignal", signal));
    return json;
  }

  /// Sets are objects with empty objects as values.
  private static SequencedMap<String, Object> set(List<String> names) {
    var json = new LinkedHashMap<String, Object>();
    names.forEach(name -> json.put(name, Map.of()));
    return json;
  }
}
