package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.envc.Golden;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.JsonSchema;
import dev.envc.model.Arch;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON Schema of the YAML form, held against every manifest by a validator that is not envc's.
final class SchemaTest {
  private static final String TEXT =
      JsonSchema.text(Arch.keywords(), List.of("dir", "disk", "nspawn", "oci"));
  private static final JsonMapper JSON = new JsonMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  /// What an editor can tell from the text alone; the other codes need more than a schema.
  private static final List<String> SEEN =
      List.of(
          "E0120", "E0121", "E0123", "E0125", "E0126", "E0128", "E0130", "E0132", "E0133", "E0134",
          "E0136", "E0139", "E0140", "E0141", "E0142", "E0144");

  /// Words that other fields of the manifest decide, which a schema cannot compare; what is
  /// conditional, of which the schema has one form for all fields.
  private static final Set<String> UNSEEN = Set.of("E0128-never", "E0121-conditional-list");

  @Test
  void itIsThatOfTheFieldTable() {
    Golden.check(Golden.RESOURCES.resolve("schema/manifest.schema.json"), TEXT);
  }

  @Test
  void itIsASchemaItself() {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));
    assertEquals(List.of(), meta.validate(JSON.readTree(TEXT)));
  }

  @TestFactory
  Stream<DynamicTest> manifestsWithoutErrorsAreValid() throws IOException {
    return ManifestFormsTest.all().stream()
        .filter(f -> f.toString().endsWith(".yaml"))
        .filter(ManifestFormsTest::isSound)
        .map(f -> DynamicTest.dynamicTest(f.toString(), () -> valid(f)));
  }

  private static void valid(Path file) throws IOException {
    assertEquals(List.of(), SCHEMA.validate(json(Files.readString(file))));
  }

  @TestFactory
  Stream<DynamicTest> brokenManifestsAreNot() {
    return Golden.folders(Manifests.CONFORMANCE.resolve("input")).stream()
        .filter(p -> SEEN.stream().anyMatch(p.getFileName().toString()::startsWith))
        .filter(p -> !UNSEEN.contains(p.getFileName().toString()))
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> invalid(p)));
  }

  private static void invalid(Path folder) throws IOException {
    var problems = new Diagnostics();
    Path main = Manifests.main(folder);
    Manifests.load(main, FileAccess.LOCAL, problems);
    assertTrue(problems.hasErrors());
    assertFalse(SCHEMA.validate(json(Files.readString(main))).isEmpty(), "valid by the schema");
  }

  /// The example of a field is a value that the field takes, by the schema and by the compiler.
  @TestFactory
  Stream<DynamicTest> examples() {
    return JSON.readTree(TEXT).get("properties").properties().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> example(e.getKey(), e.getValue())));
  }

  private static void example(String field, JsonNode schema) throws IOException {
    JsonNode manifest = JSON.createObjectNode().set(field, schema.get("examples").get(0));
    assertEquals(List.of(), SCHEMA.validate(manifest));
    Path file = Path.of("example.env.yaml");
    var problems = new Diagnostics();
    Manifests.load(file, new Overlay(file, manifest.toString()), problems);
    List<?> wrong =
        problems.toList().stream()
            .filter(d -> d.isError())
            .filter(d -> d.code() != ManifestCode.MISSING_FIELD)
            .filter(d -> d.code() != ManifestCode.IMPORT_NOT_FOUND)
            .filter(d -> d.code() != ManifestCode.UNKNOWN_TREE)
            .filter(d -> d.code() != ManifestCode.MATRIX)
            .toList();
    assertEquals(List.of(), wrong);
  }

  /// YAML 1.2's core schema, as yaml-language-server reads it.
  private static JsonNode json(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return JSON.valueToTree(value == null ? new TreeMap<>(Map.of()) : value);
  }
}
