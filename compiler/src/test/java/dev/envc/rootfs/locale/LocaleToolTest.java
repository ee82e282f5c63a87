package dev.envc.rootfs.locale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiled locales, beside localedef and with the sources of the machine's glibc: every file has
/// the same bytes. `-Denvc.locales=all` compares all of them, which takes localedef a quarter of an
/// hour; `-Denvc.locales=de_DE,fr_FR` these.
final class LocaleToolTest {
  private static final Path I18N = Path.of("/usr/share/i18n");

  /// Of each kind one: an order of its own, elements of several characters, its own classes, maps,
  /// digits and eras; none of it; ranges; no order at all.
  private static final String CHOSEN = "de_DE,fr_CA,hu_HU,ja_JP,tr_TR,km_KH,C";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @BeforeEach
  void theToolAndItsSourcesAreThere() {
    Tool.require("localedef");
    Tool.requireThat(
        Files.exists(I18N.resolve("charmaps/UTF-8.gz")),
        "the sources of locales are not installed (Debian's package locales)");
  }

  private static LocaleCompiler compiler(ByteOrder order) throws Exception {
    try (InputStream map =
        new GZIPInputStream(Files.newInputStream(I18N.resolve("charmaps/UTF-8.gz")))) {
      return new LocaleCompiler(
          LocaleToolTest::source, Charmap.read("UTF-8", map.readAllBytes()), order);
    }
  }

  private static Path path(String source) {
    return source.equals("odd")
        ? Path.of("src/test/resources/locale/odd").toAbsolutePath()
        : I18N.resolve("locales").resolve(source);
  }

  private static Optional<byte[]> source(String name) throws java.io.IOException {
    return Files.exists(path(name))
        ? Optional.of(Files.readAllBytes(path(name)))
        : Optional.empty();
  }

  /// What localedef makes of a source. Its status is 1 where it warns.
  private Path real(String source, ByteOrder order) throws Exception {
    String endian = order == ByteOrder.BIG_ENDIAN ? "--big-endian" : "--little-endian";
    Path made = directory.resolve(source + endian);
    Process process =
        new ProcessBuilder(
                "localedef",
                "--no-archive",
                endian,
                "-f",
                "UTF-8",
                "-i",
                path(source) + "",
                made + "")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    assertTrue(process.waitFor() <= 1, Files.readString(directory.resolve("log")));
    return made;
  }

  private void same(LocaleCompiler compiler, String source, ByteOrder order) throws Exception {
    Path real = real(source, order);
    for (Map.Entry<Category, byte[]> file : compiler.compile(source).entrySet()) {
      assertArrayEquals(
          Files.readAllBytes(real.resolve(file.getKey().path())),
          file.getValue(),
          source + " " + file.getKey());
    }
  }

  @Test
  void localesHaveTheBytesOfLocaledef() throws Exception {
    String asked = System.getProperty("envc.locales", CHOSEN);
    LocaleCompiler compiler = compiler(ByteOrder.LITTLE_ENDIAN);
    for (String source : asked.equals("all") ? all() : List.of(asked.split(",", -1))) {
      same(compiler, source, ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static List<String> all() throws Exception {
    try (Stream<Path> list = Files.list(I18N.resolve("locales"))) {
      return list.map(p -> p.getFileName().toString())
          .filter(n -> n.equals("C") || n.equals("POSIX") || n.matches("[a-z]{2,3}_[A-Z]{2}.*"))
          .sorted()
          .toList();
    }
  }

  @Test
  void oddFormsAreReadAsLocaledefReadsThem() throws Exception {
    same(compiler(ByteOrder.LITTLE_ENDIAN), "odd", ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void filesAreOfTheByteOrderOfTheTarget() throws Exception {
    same(compiler(ByteOrder.BIG_ENDIAN), "cs_CZ", ByteOrder.BIG_ENDIAN);
  }

  /// The machine's glibc reads what was made, in a root that has it in its place.
  @Test
  void programsUseThem() throws Exception {
    Tool.require("bwrap");
    for (Map.Entry<Category, byte[]> file :
        compiler(ByteOrder.nativeOrder()).compile("sv_SE").entrySet()) {
      Path path = directory.resolve("sv_SE.utf8").resolve(file.getKey().path());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    assertEquals("fredag, november\n", run("date -u -d 2026-11-27 +'%A, %B'"));
    assertEquals("z\nö\n", run("printf '%s\\n' ö z | sort"));
    assertEquals("ÅÄÖ\n", run("printf 'åäö\\n' | sed 's/.*/\\U&/'"));
    assertEquals("C\nPOSIX\nsv_SE.utf8\n", run("locale -a"));
  }

  private String run(String command) throws Exception {
    var builder =
        new ProcessBuilder(
            "bwrap",
            "--ro-bind",
            "/",
            "/",
            "--ro-bind",
            directory + "",
            "/usr/lib/locale",
            "sh",
            "-c",
            command);
    builder.environment().put("LC_ALL", "sv_SE.UTF-8");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  void whatSeveralLocalesShareIsMadeOnce() throws Exception {
    LocaleCompiler compiler = compiler(ByteOrder.LITTLE_ENDIAN);
    var files = new ArrayList<Map<Category, byte[]>>();
    for (String source : List.of("de_DE", "en_US")) {
      files.add(compiler.compile(source));
    }
    assertSame(files.get(0).get(Category.LC_COLLATE), files.get(1).get(Category.LC_COLLATE));
  }
}
