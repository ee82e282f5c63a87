package dev.envc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Who may import whom. The table is the architecture: change it here, with a page in
/// spec/decisions, or not at all.
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.envc");

  /// Room (the longest matching prefix wins) -> rooms it may import besides itself.
  private static final Map<String, Set<String>> MAY_IMPORT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("source", Set.of()),
              Map.entry("diagnostic", Set.of("source")),
              Map.entry("ast", Set.of("source")),
              Map.entry(
                  "frontend",
                  Set.of(
                      "ast", "language", "diagnostic", "source", "frontend.yaml", "frontend.dsl")),
              Map.entry("frontend.yaml", Set.of("ast", "language", "diagnostic", "source")),
              Map.entry("frontend.dsl", Set.of("ast", "language", "diagnostic", "source")),
              Map.entry("flash", Set.of("diagnostic", "source")),
              Map.entry("sandbox", Set.of("diagnostic", "source")),
              Map.entry("pms", Set.of()),
              Map.entry("model", Set.of("pms", "source")),
              Map.entry("language", Set.of()),
              Map.entry("compose", Set.of("ast", "language", "diagnostic", "source")),
              Map.entry("check", Set.of("ast", "language", "model", "pms", "diagnostic", "source")),
              Map.entry("tree", Set.of("pms", "diagnostic", "source")),
              Map.entry("resolve", Set.of("pms", "tree", "model", "diagnostic", "source")),
              Map.entry("lock", Set.of("pms", "diagnostic", "source")),
              Map.entry("store", Set.of("lock", "pms", "diagnostic", "source")),
              Map.entry(
                  "rootfs",
                  Set.of("rootfs.script", "lock", "store", "model", "pms", "diagnostic", "source")),
              Map.entry("rootfs.locale", Set.of()),
              Map.entry(
                  "rootfs.script",
                  Set.of("rootfs.locale", "sandbox", "store", "diagnostic", "source")),
              Map.entry("json", Set.of()),
              Map.entry(
                  "attest",
                  Set.of(
                      "json", "lock", "store", "rootfs", "model", "pms", "diagnostic", "source")),
              Map.entry("backend", Set.of("rootfs", "model", "diagnostic", "source")),
              Map.entry(
                  "backend.oci",
                  Set.of("backend", "json", "rootfs", "model", "diagnostic", "source")),
              Map.entry(
                  "backend.nspawn",
                  Set.of("backend", "backend.disk", "rootfs", "model", "diagnostic", "source")),
              Map.entry(
                  "backend.dir", Set.of("backend", "rootfs", "model", "diagnostic", "source")),
              Map.entry(
                  "backend.disk", Set.of("backend", "rootfs", "model", "diagnostic", "source")),
              Map.entry(
                  "driver",
                  Set.of(
                      "source",
                      "diagnostic",
                      "ast",
                      "frontend",
                      "language",
                      "compose",
                      "pms",
                      "model",
                      "check",
                      "tree",
                      "resolve",
                      "lock",
                      "store",
                      "rootfs",
                      "rootfs.script",
                      "attest",
                      "backend")),
              Map.entry(
                  "editor",
                  Set.of(
                      "source",
                      "diagnostic",
                      "ast",
                      "frontend",
                      "frontend.yaml",
                      "frontend.dsl",
                      "language",
                      "compose",
                      "pms",
                      "model",
                      "tree",
                      "driver")),
              Map.entry("lsp", Set.of("editor", "driver", "ast", "diagnostic", "source")),
              Map.entry(
                  "cli", Set.of("driver", "flash", "sandbox", "lsp", "diagnostic", "source"))));

  /// What a file tree is made of: backends read these values and nothing else of their rooms.
  private static final Set<String> FILE_VALUES =
      Set.of(
          "dev.envc.store.Content",
          "dev.envc.store.PathOrder",
          "dev.envc.store.PosixName",
          "dev.envc.lock.Digest",
          "dev.envc.lock.Digest$Algorithm");

  @Test
  void importTable() {
    var wrong = new TreeSet<String>();
    for (JavaClass from : CLASSES) {
      String room = room(from.getPackageName());
      from.getDirectDependenciesFromSelf().stream()
          .map(d -> d.getTargetClass())
          .map(c -> c.isArray() ? c.getBaseComponentType() : c)
          .filter(c -> c.getPackageName().startsWith("dev.envc"))
          .forEach(
              to -> {
                String target = room(to.getPackageName());
                if (!target.equals(room)
                    && !(room.startsWith("backend") && FILE_VALUES.contains(to.getName()))
                    && !MAY_IMPORT.getOrDefault(room, Set.of()).contains(target)) {
                  wrong.add(
                      from.getName()
                          + " imports "
                          + to.getName()
                          + ": "
                          + room
                          + " may not import "
                          + target);
                }
              });
    }
    assertTrue(wrong.isEmpty(), String.join("\n", wrong));
  }

  @Test
  void everyPackageHasARoom() {
    List<String> homeless = new ArrayList<>();
    CLASSES.stream()
        .map(JavaClass::getPackageName)
        .distinct()
        .filter(p -> !MAY_IMPORT.containsKey(room(p)))
        .forEach(homeless::add);
    assertTrue(homeless.isEmpty(), "packages without a row in the import table: " + homeless);
  }

  @Test
  void noCyclesBetweenPackages() {
    slices().matching("dev.envc.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void oneRoomSeesEachLibrary() {
    onlyIn("org.snakeyaml..", "dev.envc.frontend.yaml..");
    onlyIn("org.antlr..", "dev.envc.frontend.dsl..");
    onlyIn("com.google.cloud.tools.jib..", "dev.envc.backend.oci..");
    onlyIn("org.eclipse.jgit..", "dev.envc.tree..");
    onlyIn(
        "org.bouncycastle..",
        "dev.envc.store.signature..",
        "dev.envc.attest.signing..",
        "dev.envc.flash.bundle..");
    onlyIn("org.eclipse.lsp4j..", "dev.envc.lsp..");
    onlyIn("com.google.gson..", "dev.envc.json..", "dev.envc.lsp..");
    onlyIn("picocli..", "dev.envc.cli..");
  }

  @Test
  void onlyTheCommandLinePrintsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.envc.cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void noClockOrLocaleOutsideTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.envc.cli..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.Locale.class, "getDefault")
        .orShould()
        .callMethod(java.time.ZoneId.class, "systemDefault")
        .orShould()
        .callMethod(java.nio.charset.Charset.class, "defaultCharset")
        .check(CLASSES);
  }

  private static void onlyIn(String library, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /// The room of a package: `dev.envc.tree.profile` is in `tree`, `dev.envc.backend.oci` is its
  /// own.
  private static String room(String packageName) {
    String p = packageName.equals("dev.envc") ? "" : packageName.substring("dev.envc.".length());
    while (!p.isEmpty() && !MAY_IMPORT.containsKey(p)) {
      p = p.contains(".") ? p.substring(0, p.lastIndexOf('.')) : "";
    }
    return p;
  }
}
