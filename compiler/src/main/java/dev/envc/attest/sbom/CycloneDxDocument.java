package dev.envc.attest.sbom;

import static dev.envc.json.Json.object;

import dev.envc.attest.sbom.Bill.Component;
import dev.envc.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A bill as CycloneDX 1.6 in JSON (ECMA-424, https://cyclonedx.org/docs/1.6/json/). The serial
/// number is derived from the document.
public final class CycloneDxDocument {
  public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";

  private static final String ROOT = "environment";

  private CycloneDxDocument() {}

  public static byte[] of(Bill bill) {
    return Json.pretty(document(bill));
  }

  /// As [#of], while it goes: the files of packages are many.
  public static void write(Bill bill, OutputStream out) throws IOException {
    Json.pretty(document(bill), out);
  }

  private static Map<String, Object> document(Bill bill) {
    SequencedMap<String, Object> body =
        object(
            "version",
            1,
            "metadata",
            metadata(bill),
            "components",
            bill.components().stream().map(CycloneDxDocument::component).toList(),
            "dependencies",
            dependencies(bill));
    SequencedMap<String, Object> json =
        object(
            "$schema",
            "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat",
            "CycloneDX",
            "specVersion",
            "1.6",
            "serialNumber",
            "urn:uuid:" + NamedUuid.of(body));
    json.putAll(body);
    return json;
  }

  private static SequencedMap<String, Object> metadata(Bill bill) {
    SequencedMap<String, Object> environment =
        object(
            "type",
            "operating-system",
            "bom-ref",
            ROOT,
            "name",
            bill.name(),
            "version",
            bill.lockDigest());
    if (!bill.description().isEmpty()) {
      environment.put("description", bill.description());
    }
    environment.put("properties", List.of(object("name", "envc:arch", "value", bill.arch())));
    return object(
        "timestamp",
        bill.created().toString(),
        "tools",
        object(
            "components",
            List.of(object("type", "application", "name", "envc", "version", bill.envc()))),
        "component",
        environment);
  }

  private static SequencedMap<String, Object> component(Component c) {
    SequencedMap<String, Object> json =
        object(
            "type",
            "library",
            "bom-ref",
            c.purl(),
            "group",
            c.cpv().name().category(),
            "name",
            c.cpv().name().name(),
            "version",
            c.cpv().version().toString());
    if (!c.summary().isEmpty()) {
      json.put("description", c.summary());
    }
    json.put("hashes", List.of(hash("SHA-256", c.digest().substring(c.digest().indexOf(':') + 1))));
    if (c.license().isKnown()) {
      json.put("licenses", List.of(object("expression", c.license().text())));
    }
    json.put("purl", c.purl());
    var links = new ArrayList<Map<String, Object>>();
    if (!c.homepage().isEmpty()) {
      links.add(object("type", "website", "url", c.homepage()));
    }
    c.download().ifPresent(url -> links.add(object("type", "distribution", "url", url)));
    if (!links.isEmpty()) {
      json.put("externalReferences", links);
    }
    json.put(
        "properties",
        c.properties().stream()
            .map(p -> object("name", "envc:" + p.name(), "value", p.value()))
            .toList());
    if (!c.files().isEmpty()) {
      json.put(
          "components",
          new Lazily(
              () ->
                  c.files().stream()
                      .map(
                          f ->
                              object(
                                  "type",
                                  "file",
                                  "name",
                                  "/" + f.path(),
                                  "hashes",
                                  List.of(hash("SHA-1", f.sha1()), hash("SHA-256", f.sha256()))))));
    }
    return json;
  }

  private static List<Map<String, Object>> dependencies(Bill bill) {
    var references = new TreeMap<String, String>();
    bill.components().forEach(c -> references.put(c.cpv().toString(), c.purl()));
    var needs = new TreeMap<String, TreeSet<String>>();
    needs.put(ROOT, new TreeSet<>());
    references.values().forEach(purl -> needs.put(purl, new TreeSet<>()));
    for (Component c : bill.components()) {
      if (c.requested()) {
        needs.computeIfAbsent(ROOT, _ -> new TreeSet<>()).add(c.purl());
      }
      for (String requester : c.requiredBy()) {
        needs
            .computeIfAbsent(references.getOrDefault(requester, ROOT), _ -> new TreeSet<>())
            .add(c.purl());
      }
    }
    var all = new ArrayList<Map<String, Object>>();
    needs.forEach((ref, on) -> all.add(object("ref", ref, "dependsOn", List.copyOf(on))));
    return all;
  }

  private static Map<String, Object> hash(String algorithm, String hex) {
    return object("alg", algorithm, "content", hex);
  }
}
