package dev.envc.pms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The parts of an atom as the corpus writes them, in one comparable text.
final class AtomFields {
  private AtomFields() {}

  /// `cat/pkg-version`, or the name if there is no version.
  static String cpv(Atom atom) {
    return atom.name() + (atom.version() == null ? "" : "-" + atom.version());
  }

  static String ofPortage(JsonNode result) {
    var fields = new TreeMap<String, String>();
    for (Map.Entry<String, JsonNode> field : result.properties()) {
      JsonNode value = field.getValue();
      if (field.getKey().equals("use")) {
        if (value.isObject()) {
          for (String key :
              List.of("tokens", "enabled", "disabled", "missing_enabled", "missing_disabled")) {
            put(fields, key, String.join(",", CorpusVersionsTest.strings(value.get(key))));
          }
        }
      } else if (!value.isNull()) {
        put(fields, field.getKey(), value.isString() ? value.asString() : value.toString());
      }
    }
    return fields.toString();
  }

  static String of(AtomPattern pattern) {
    var fields = new TreeMap<String, String>();
    put(fields, "extended_syntax", String.valueOf(pattern instanceof AtomPattern.Wildcard));
    switch (pattern) {
      case AtomPattern.Exact(var atom) -> fields(atom, fields);
      case AtomPattern.Build(var atom, var id) -> {
        fields(atom, fields);
        put(fields, "build_id", String.valueOf(id));
      }
      case AtomPattern.Wildcard wildcard -> fields(wildcard, fields);
    }
    return fields.toString();
  }

  private static void fields(Atom atom, Map<String, String> fields) {
    put(fields, "blocker", atom.blocker().toString());
    put(fields, "cp", atom.name().toString());
    put(fields, "cpv", cpv(atom));
    put(fields, "operator", atom.operator().toString());
    put(fields, "version", atom.version() == null ? "" : String.valueOf(atom.version()));
    put(fields, "repo", atom.repository());
    slot(atom.slotDep(), fields);
    put(fields, "tokens", String.join(",", atom.useDeps().stream().map(UseDep::toString).toList()));
    put(fields, "enabled", flags(atom, d -> d.kind() == UseDep.Kind.ENABLED, UseDep::flag));
    put(fields, "disabled", flags(atom, d -> d.kind() == UseDep.Kind.DISABLED, UseDep::flag));
    put(
        fields,
        "missing_enabled",
        flags(atom, d -> d.missing() == UseDep.Default.ENABLED, UseDep::flag));
    put(
        fields,
        "missing_disabled",
        flags(atom, d -> d.missing() == UseDep.Default.DISABLED, UseDep::flag));
  }

  private static String flags(Atom atom, Predicate<UseDep> which, Function<UseDep, String> text) {
    return String.join(
        ",", atom.useDeps().stream().filter(which).map(text).distinct().sorted().toList());
  }

  private static void fields(AtomPattern.Wildcard wildcard, Map<String, String> fields) {
    String name = wildcard.category() + "/" + wildcard.name();
    String part = wildcard.versionPart();
    String version = part == null ? "" : "*" + part + "*";
    put(fields, "blocker", wildcard.blocker().toString());
    put(fields, "cp", name);
    put(fields, "cpv", version.isEmpty() ? name : name + "-" + version);
    put(fields, "operator", version.isEmpty() ? "" : "=*");
    put(fields, "version", version);
    put(fields, "repo", wildcard.repository());
    slot(wildcard.slotDep(), fields);
  }

  private static void slot(@Nullable SlotDep dep, Map<String, String> fields) {
    switch (dep) {
      case null -> {}
      case SlotDep.AnySlot _ -> put(fields, "slot_operator", "*");
      case SlotDep.AnySlotRebuild _ -> put(fields, "slot_operator", "=");
      case SlotDep.Named(var slot, var subslot, var rebuild) -> {
        put(fields, "slot", slot);
        put(fields, "sub_slot", subslot.orElse(""));
        put(fields, "slot_operator", rebuild ? "=" : "");
      }
    }
  }

  static String ofPkgcraft(JsonNode result) {
    var fields = new TreeMap<String, String>();
    for (Map.Entry<String, JsonNode> field : result.properties()) {
      JsonNode value = field.getValue();
      put(
          fields,
          field.getKey(),
          value.isArray() ? String.join(",", CorpusVersionsTest.strings(value)) : value.asString());
    }
    return fields.toString();
  }

  /// Weak blockers are in every EAPI (PMS table 8.8); pkgcraft has them from 2.
  static String pkgcraft(Atom atom, Optional<Eapi> since) {
    var portage = new TreeMap<String, String>();
    fields(atom, portage);
    var fields = new TreeMap<String, String>();
    put(fields, "category", atom.name().category());
    put(fields, "package", atom.name().name());
    Version version = atom.version();
    if (version != null) {
      put(fields, "version", new VersionRestriction(atom.operator(), version).toString());
      put(fields, "revision", version.hasRevision() ? version.revision() : "");
    }
    put(fields, "blocker", atom.blocker().toString());
    put(fields, "slot", portage.get("slot"));
    put(fields, "subslot", portage.get("sub_slot"));
    put(fields, "slot_op", portage.get("slot_operator"));
    put(fields, "use", portage.get("tokens"));
    put(fields, "repo", atom.repository());
    boolean blocker = atom.blocker() != Blocker.NONE && since.isPresent();
    Optional<Eapi> shown =
        blocker && since.get().compareTo(Eapi.EAPI_2) < 0 ? Optional.of(Eapi.EAPI_2) : since;
    put(fields, "eapis", shown.map(eapi -> eapi == Eapi.EAPI_0 ? ".." : eapi + "..").orElse("U.."));
    return fields.toString();
  }

  private static void put(Map<String, String> fields, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      fields.put(key, value);
    }
  }
}
