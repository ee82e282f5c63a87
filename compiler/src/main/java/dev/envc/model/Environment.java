package dev.envc.model;

import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One environment: one name, one arch, one variant; everything a manifest says of it, validated,
/// merged and expanded. Immutable.
///
/// `labels` is what it can be chosen by: `arch`, `name`, `variant` as the manifest names it (`main`
/// for the manifest itself), and the values of its parameters.
///
/// A manifest that names several arches or variants gives several environments (see [Manifest]).
public record Environment(
    String name,
    String description,
    Arch arch,
    String variant,
    List<TreeRef> trees,
    ProfileRef profile,
    GentooConfig config,
    List<PackageRequest> packages,
    boolean systemSet,
    Closure closure,
    Scripts scripts,
    List<Binhost> binhosts,
    SystemConfig system,
    SortedMap<String, SettingValue.MapValue> outputs,
    Policy policy,
    Span span,
    SortedMap<String, String> labels) {

  public Environment {
    trees = List.copyOf(trees);
    packages = List.copyOf(packages);
    binhosts = List.copyOf(binhosts);
    outputs = java.util.Collections.unmodifiableSortedMap(outputs);
    labels = java.util.Collections.unmodifiableSortedMap(labels);
  }

  /// The settings of a backend; empty when the manifest has none for it.
  public Optional<SettingValue.MapValue> output(String backend) {
    return Optional.ofNullable(outputs.get(backend));
  }

  /// What artefacts are named after: the name, with `-variant` when it is a variant.
  public String artifactName() {
    return variant.isEmpty() ? name : name + "-" + variant;
  }
}
