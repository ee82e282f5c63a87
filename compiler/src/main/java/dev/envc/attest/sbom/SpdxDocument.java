package dev.envc.attest.sbom;

import static dev.envc.json.Json.object;

import dev.envc.attest.sbom.Bill.Component;
import dev.envc.attest.sbom.Bill.OwnedFile;
import dev.envc.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A bill as SPDX 2.3 in JSON (https://spdx.github.io/spdx-spec/v2.3/). The namespace is derived
/// from the document: there is no random part and no clock.
public final class SpdxDocument {
  public static final String MEDIA_TYPE = "application/spdx+json";

  private static final String DOCUMENT = "SPDXRef-DOCUMENT";
  private static final String ROOT = "SPDXRef-environment";

  private final Bill bill;
  private final List<Map<String, Object>> packages = new ArrayList<>();

  /// How many files the packages have so far.
  private int files;

  private final List<Map<String, Object>> relationships = new ArrayList<>();
  private final TreeMap<String, String> references = new TreeMap<>();

  private SpdxDocument(Bill bill) {
    this.bill = bill;
  }

  public static byte[] of(Bill bill) {
    return Json.pretty(new SpdxDocument(bill).document());
  }

  /// As [#of], while it goes: the files of packages are many.
  public static void write(Bill bill, OutputStream out) throws IOException {
    Json.pretty(new SpdxDocument(bill).document(), out);
  }

  private Map<String, Object> document() {
    packages.add(environment());
    relationship(DOCUMENT, "DESCRIBES", ROOT);
    var ids = new TreeMap<String, String>();
    bill.components().forEach(c -> ids.put(c.cpv().toString(), id(c)));
    bill.components().forEach(c -> add(c, ids));
    String name = bill.name() + "-" + bill.arch();
    SequencedMap<String, Object> body = object();
    body.put("packages", packages);
    if (files > 0) {
      body.put("files", new Lazily(this::files));
    }
    body.put("relationships", relationships);
    if (!references.isEmpty()) {
      body.put("hasExtractedLicensingInfos", extracted());
    }
    SequencedMap<String, Object> json = head(name);
    String uuid = NamedUuid.of(List.of(json, body));
    json.put("documentNamespace", "https://spdx.org/spdxdocs/" + name + "-" + uuid);
    json.putAll(body);
    return json;
  }

  private SequencedMap<String, Object> head(String name) {
    return object(
        "spdxVersion",
        "SPDX-2.3",
        "dataLicense",
        "CC0-1.0",
        "SPDXID",
        DOCUMENT,
        "name",
        name,
        "creationInfo",
        object(
            "created",
            bill.created().toString(),
            "creators",
            List.of("Tool: envc-" + bill.envc())));
  }

  private SequencedMap<String, Object> environment() {
    SequencedMap<String, Object> json =
        object(
            "SPDXID",
            ROOT,
            "name",
            bill.name(),
            "versionInfo",
            bill.lockDigest(),
            "downloadLocation",
            "NOASSERTION",
            "filesAnalyzed",
            false,
            "licenseConcluded",
            "NOASSERTION",
            "licenseDeclared",
            "NOASSERTION",
            "copyrightText",
            "NOASSERTION",
            "primaryPackagePurpose",
            "OPERATING-SYSTEM");
    if (!bill.description().isEmpty()) {
      json.put("summary", bill.description());
    }
    return json;
  }

  private void add(Component c, Map<String, String> ids) {
    String id = id(c);
    references.putAll(c.license().references());
    SequencedMap<String, Object> json =
        object(
            "SPDXID",
            id,
            "name",
            c.cpv().name().toString(),
            "versionInfo",
            c.cpv().version().toString(),
            "downloadLocation",
            c.download().orElse("NOASSERTION"),
            "filesAnalyzed",
            !c.files().isEmpty(),
            "checksums",
            List.of(checksum("SHA256", c.digest().substring(c.digest().indexOf(':') + 1))),
            "licenseConcluded",
            "NOASSERTION",
            "licenseDeclared",
            c.license().text(),
            "copyrightText",
            "NOASSERTION",
            "externalRefs",
            List.of(
                object(
                    "referenceCategory",
                    "PACKAGE-MANAGER",
                    "referenceType",
                    "purl",
                    "referenceLocator",
                    c.purl())));
    if (!c.homepage().isEmpty()) {
      json.put("homepage", c.homepage());
    }
    if (!c.summary().isEmpty()) {
      json.put("summary", c.summary());
    }
    json.put(
        "sourceInfo",
        c.properties().stream()
            .map(p -> p.name() + "=" + p.value())
            .collect(Collectors.joining("\n")));
    addFiles(c, json);
    packages.add(json);
    relationship(ROOT, "CONTAINS", id);
    if (c.requested()) {
      relationship(ROOT, "DEPENDS_ON", id);
    }
    c.requiredBy().forEach(r -> relationship(ids.getOrDefault(r, ROOT), "DEPENDS_ON", id));
  }

  private void addFiles(Component c, SequencedMap<String, Object> json) {
    if (c.files().isEmpty()) {
      return;
    }
    json.put("packageVerificationCode", object("packageVerificationCodeValue", code(c.files())));
    json.put("licenseInfoFromFiles", List.of("NOASSERTION"));
    int first = files;
    files += c.files().size();
    int end = files;
    json.put(
        "hasFiles", new Lazily(() -> IntStream.range(first, end).mapToObj(SpdxDocument::fileId)));
  }

  private Stream<?> files() {
    var number = new AtomicInteger();
    return bill.components().stream()
        .flatMap(c -> c.files().stream())
        .map(f -> file(f, number.getAndIncrement()));
  }

  private static Map<String, Object> file(OwnedFile f, int number) {
    return object(
        "SPDXID",
        fileId(number),
        "fileName",
        "./" + f.path(),
        "checksums",
        List.of(checksum("SHA1", f.sha1()), checksum("SHA256", f.sha256())),
        "licenseConcluded",
        "NOASSERTION",
        "licenseInfoInFiles",
        List.of("NOASSERTION"),
        "copyrightText",
        "NOASSERTION");
  }

  private static String fileId(int number) {
    return "SPDXRef-File-" + number;
  }

  /// SPDX 2.3, 7.9: the SHA-1 of the files' SHA-1s, sorted, one after the other.
  private static String code(List<OwnedFile> files) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      files.stream()
          .map(OwnedFile::sha1)
          .sorted()
          .forEach(s -> sha1.update(s.getBytes(StandardCharsets.US_ASCII)));
      return HexFormat.of().formatHex(sha1.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Map<String, Object>> extracted() {
    var all = new ArrayList<Map<String, Object>>();
    references.forEach(
        (reference, gentoo) ->
            all.add(
                object(
                    "licenseId",
                    reference,
                    "name",
                    gentoo,
                    "extractedText",
                    "The license `"
                        + gentoo
                        + "` of Gentoo: licenses/"
                        + gentoo
                        + " of the tree.")));
    return all;
  }

  private void relationship(String from, String type, String to) {
    relationships.add(
        object("spdxElementId", from, "relationshipType", type, "relatedSpdxElement", to));
  }

  private static Map<String, Object> checksum(String algorithm, String value) {
    return object("algorithm", algorithm, "checksumValue", value);
  }

  private static String id(Component c) {
    return "SPDXRef-Package-" + Identifiers.of(c.cpv().toString().replace("/", ".."));
  }
}
