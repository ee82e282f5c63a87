package dev.envc.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.packageurl.PackageURL;
import dev.envc.attest.sbom.Bill;
import dev.envc.attest.sbom.Bill.Component;
import dev.envc.attest.sbom.CycloneDxDocument;
import dev.envc.attest.sbom.Licenses;
import dev.envc.attest.sbom.SpdxDocument;
import dev.envc.backend.ProgressListener;
import dev.envc.driver.AttestOptions;
import dev.envc.driver.CompileRequest;
import dev.envc.driver.Compiled;
import dev.envc.driver.Compiler;
import dev.envc.driver.CompilerSettings;
import dev.envc.driver.LockMode;
import dev.envc.driver.Outcome;
import dev.envc.driver.PushTarget;
import dev.envc.driver.Selector;
import dev.envc.pms.Cpv;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.LicenseInfoFactory;
import org.spdx.library.SpdxModelFactory;
import org.spdx.storage.simple.InMemSpdxStore;

/// Both formats' own validators find nothing wrong.
final class BillsOfMaterialsTest {
  @TempDir static Path temp;

  @BeforeAll
  static void spdxStaysOffline() {
    System.setProperty("org.spdx.useJARLicenseInfoOnly", "true");
    SpdxModelFactory.init();
  }

  /// The bills of examples/quickstart with every backend, with and without files.
  @Test
  void billsOfTheExample() throws Exception {
    for (boolean files : new boolean[] {false, true}) {
      for (String backend : List.of("oci", "nspawn")) {
        Path output = temp.resolve(backend + files);
        compile(backend, files, output);
        for (String arch : List.of("amd64", "arm64")) {
          byte[] spdx = Files.readAllBytes(output.resolve("quickstart-" + arch + ".spdx.json"));
          assertEquals(List.of(), spdxProblems(spdx));
          byte[] cdx = Files.readAllBytes(output.resolve("quickstart-" + arch + ".cdx.json"));
          assertEquals(List.of(), new JsonParser().validate(cdx, Version.VERSION_16));
          packageUrlsAreCanonical(new JsonParser().parse(cdx));
        }
      }
    }
  }

  private static void packageUrlsAreCanonical(Bom bom) throws Exception {
    assertTrue(bom.getComponents().size() > 3);
    for (var component : bom.getComponents()) {
      var url = new PackageURL(component.getPurl());
      assertEquals("ebuild", url.getType());
      assertEquals(component.getGroup(), url.getNamespace());
      assertEquals(component.getName(), url.getName());
      assertEquals(url.canonicalize(), component.getPurl());
    }
  }

  /// Every license that envc knows is one that SPDX knows; one that it does not know is described.
  @Test
  void everyKnownLicense() throws Exception {
    var components = new ArrayList<Component>();
    try (var in = Licenses.class.getResourceAsStream("licenses.tsv")) {
      String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : table.lines().filter(l -> !l.startsWith("#")).toList()) {
        components.add(component(components.size(), line.split("\t", -1)[0]));
      }
    }
    for (Component c : components) {
      for (String id : c.license().text().split(" (?:WITH|AND|OR) ", -1)) {
        assertTrue(
            LicenseInfoFactory.isSpdxListedLicenseId(id)
                || LicenseInfoFactory.isSpdxListedExceptionId(id),
            id + " is in no list of SPDX");
      }
    }
    components.add(component(components.size(), "odd+name || ( MIT ( BSD unheard-of ) )"));
    var bill =
        new Bill("all", "", "amd64", Instant.EPOCH, "sha256:" + "0".repeat(64), "1", components);
    assertEquals(List.of(), spdxProblems(SpdxDocument.of(bill)));
    assertEquals(
        List.of(), new JsonParser().validate(CycloneDxDocument.of(bill), Version.VERSION_16));
  }

  private static Component component(int number, String license) {
    var cpv = Cpv.parse("a-b/gtk+" + number + "-1.0-r1");
    return new Component(
        cpv,
        "pkg:ebuild/a-b/gtk%2B" + number + "@1.0-r1",
        "",
        "",
        Licenses.of(license, _ -> false),
        "sha256:" + "1".repeat(64),
        Optional.of("https://packages.example.com/x.gpkg.tar"),
        number == 0 ? List.of() : List.of("a-b/gtk+0-1.0-r1"),
        number == 0,
        List.of(),
        List.of());
  }

  /// The checks see something: a bill with an unlisted license has problems.
  @Test
  void aBrokenBillHasProblems() throws Exception {
    var bill =
        new Bill(
            "one",
            "",
            "amd64",
            Instant.EPOCH,
            "sha256:" + "0".repeat(64),
            "1",
            List.of(component(0, "MIT")));
    String spdx = new String(SpdxDocument.of(bill), StandardCharsets.UTF_8);
    String noDigest = spdx.replace("1".repeat(64), "1");
    assertTrue(!spdxProblems(noDigest.getBytes(StandardCharsets.UTF_8)).isEmpty());
    String cdx = new String(CycloneDxDocument.of(bill), StandardCharsets.UTF_8);
    byte[] noType = cdx.replace("\"library\"", "\"thing\"").getBytes(StandardCharsets.UTF_8);
    assertTrue(!new JsonParser().validate(noType, Version.VERSION_16).isEmpty());
  }

  private static List<String> spdxProblems(byte[] json) throws Exception {
    // Closing a store in memory frees nothing.
    @SuppressWarnings("resource")
    var store = new MultiFormatStore(new InMemSpdxStore(), MultiFormatStore.Format.JSON_PRETTY);
    return store.deSerialize(new ByteArrayInputStream(json), false).verify();
  }

  private static void compile(String backend, boolean files, Path output) throws Exception {
    Path root = Path.of(System.getProperty("envc.root", "../.."));
    var settings =
        new CompilerSettings(
            temp.resolve("cache"), List.of(), true, "", ProgressListener.NONE, Instant.EPOCH);
    var request =
        new CompileRequest(
            List.of(root.resolve("examples/quickstart/quickstart.env.yaml")),
            backend,
            output,
            LockMode.FROZEN,
            List.of(),
            List.of(),
            Selector.ALL,
            new TreeMap<>(),
            PushTarget.NONE,
            List.of(),
            new TreeMap<>(),
            new AttestOptions(Optional.empty(), files, Optional.empty(), "1"));
    try (var compiler = new Compiler(settings)) {
      Outcome<Compiled> outcome = compiler.compile(request);
      assertTrue(outcome.value().isPresent(), outcome.diagnostics().toString());
    }
  }
}
