package dev.envc.rootfs.script.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Golden;
import dev.envc.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shared MIME database, beside update-mime-database(1): equal byte for byte.
final class MimeDatabaseTest {
  private static final String NAMESPACE = "http://www.freedesktop.org/standards/shared-mime-info";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private static Map<String, byte[]> fixtures() throws IOException {
    return Golden.contents(Golden.RESOURCES.resolve("mime"));
  }

  private static String document(String types) {
    return "<mime-info xmlns='" + NAMESPACE + "'>" + types + "</mime-info>";
  }

  private static List<String> problems(String text) {
    return MimeDatabase.of(Map.of("a.xml", text.getBytes(UTF_8))).problems();
  }

  /// @return what the tool said
  private String compare(Map<String, byte[]> files) throws Exception {
    Path tool = Tool.require("update-mime-database");
    Path packages = Files.createDirectories(directory.resolve("packages"));
    for (var file : files.entrySet()) {
      Files.write(packages.resolve(file.getKey()), file.getValue());
    }
    Process process =
        new ProcessBuilder(tool + "", directory + "").redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    Map<String, byte[]> made = MimeDatabase.of(files).files();
    var names = new TreeSet<String>();
    try (var all = Files.walk(directory)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(path) + "";
        if (!name.startsWith("packages/")) {
          names.add(name);
          String theirs = Files.readString(path, ISO_8859_1);
          assertEquals(theirs, new String(made.getOrDefault(name, new byte[0]), ISO_8859_1), name);
        }
      }
    }
    assertEquals(names, new TreeSet<>(made.keySet()));
    return said;
  }

  @Test
  void everyElement() throws Exception {
    MimeDatabase made = MimeDatabase.of(fixtures());
    var listing = new StringBuilder();
    made.files()
        .forEach(
            (name, bytes) ->
                listing
                    .append("== ")
                    .append(name)
                    .append('\n')
                    .append(printable(bytes))
                    .append('\n'));
    Path golden = Golden.RESOURCES.resolve("mime/expected");
    Golden.check(golden.resolve("files.txt"), listing.toString());
    Golden.check(golden.resolve("problems.txt"), String.join("\n", made.problems()) + "\n");
  }

  private static String printable(byte[] bytes) {
    var text = new StringBuilder();
    for (byte b : bytes) {
      text.append(
          b == '\n' || (b >= ' ' && b < 0x7f) ? (char) b + "" : "\\%02x".formatted(b & 0xff));
    }
    return text.toString();
  }

  @Test
  void everyElementAsTheTool() throws Exception {
    String said = compare(fixtures());
    for (String problem : MimeDatabase.of(fixtures()).problems()) {
      String type = problem.replaceFirst("^[^ ]*, ", "").replaceFirst(": .*", "");
      if (type.startsWith("text/")) {
        assertEquals(true, said.contains("'" + type + "'"), type + " " + said);
      }
    }
    assertEquals(
        said.lines().filter(l -> l.startsWith("Error in type ")).count(),
        MimeDatabase.of(fixtures()).problems().size(),
        said);
  }

  @Test
  void theDatabaseOfThisMachineAsTheTool() throws Exception {
    Path installed = Path.of("/usr/share/mime/packages");
    Tool.requireThat(Files.isDirectory(installed), "no MIME types are installed");
    compare(Golden.contents(installed));
  }

  @Test
  void packagesAddToTheDatabaseOfThisMachineAsTheTool() throws Exception {
    Path installed = Path.of("/usr/share/mime/packages");
    Tool.requireThat(Files.isDirectory(installed), "no MIME types are installed");
    Map<String, byte[]> files = Golden.contents(installed);
    files.putAll(fixtures());
    compare(files);
  }

  @Test
  void filesThatAreNoXmlAreLeftOutAsTheTool() throws Exception {
    Map<String, byte[]> files = fixtures();
    String type = "<mime-type type='text/x'><glob pattern='*.x'/></mime-type>";
    files.put("end.xml", document(type).replace("</mime-info>", "").getBytes(UTF_8));
    files.put("empty.xml", new byte[0]);
    files.put("bytes.xml", document(type + "\u00e4").getBytes(ISO_8859_1));
    files.put("other.xml", "<mime-info><mime-type type='text/x'/></mime-info>".getBytes(UTF_8));
    files.put("name.xml", document(type).replace("mime-info", "info").getBytes(UTF_8));
    compare(files);
  }

  /// The program does not, and writes where the name leads.
  @Test
  void typesStayInTheDirectory() {
    var expected = new ArrayList<String>();
    var types = new StringBuilder();
    for (String type :
        List.of(
            "../x", "./x", "/x", "packages/x", "Magic/x", "text/a\u0085b", "a/" + "x".repeat(99))) {
      types.append("<mime-type type='").append(type).append("'/>");
      expected.add("a.xml, " + type + ": no file can be named after the media type");
    }
    assertEquals(expected, problems(document(types + "")));
  }

  @Test
  void entitiesAreNotRead() {
    assertEquals(
        List.of("a.xml: it declares the entity x"),
        problems(
            "<!DOCTYPE mime-info [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                + document("<mime-type type='text/x'><comment>&x;</comment></mime-type>")));
  }

  /// The program reads behind the end of such a pattern, and takes all numbers behind one that does
  /// not fit for such ones.
  @Test
  void patternsWithoutEndingAndNumbersThatDoNotFit() {
    String magic = "<magic><match type='string' offset='%s' value='a'/></magic>";
    String text =
        document(
            "<mime-type type='text/x'><glob pattern='*'/></mime-type><mime-type type='text/y'>"
                + magic.formatted("9223372036854775808")
                + "</mime-type><mime-type type='text/z'>"
                + magic.formatted("1")
                + "</mime-type>");
    MimeDatabase made = MimeDatabase.of(Map.of("a.xml", text.getBytes(UTF_8)));
    assertEquals(
        List.of("a.xml, text/y: the offset `9223372036854775808` is too large"), made.problems());
    Map<String, byte[]> files = made.files();
    assertEquals(
        "MIME-Magic\0\n[50:text/z]\n>1=\0\1a\n",
        new String(files.getOrDefault("magic", new byte[0]), UTF_8));
  }

  @Test
  void nestingHasAnEnd() {
    String match = "<match type='string' offset='0' value='a'>";
    String text =
        document(
            "<mime-type type='text/x'><magic>"
                + match.repeat(5000)
                + "</match>".repeat(5000)
                + "</magic></mime-type>");
    MimeDatabase made = MimeDatabase.of(Map.of("a.xml", text.getBytes(UTF_8)));
    assertEquals(1, made.problems().size());
    assertEquals(
        "MIME-Magic\0\n", new String(made.files().getOrDefault("magic", new byte[0]), ISO_8859_1));
  }

  @Test
  void longPatternsAreRead() {
    String pattern = "*." + "x".repeat(50_000);
    String text =
        document("<mime-type type='text/x'><glob pattern='" + pattern + "'/></mime-type>");
    Map<String, byte[]> files = MimeDatabase.of(Map.of("a.xml", text.getBytes(UTF_8))).files();
    assertEquals(
        "50:text/x:" + pattern,
        new String(files.getOrDefault("globs2", new byte[0]), UTF_8).lines().toList().getLast());
  }
}
