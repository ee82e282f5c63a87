package dev.envc.rootfs.script.gsettings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Golden;
import dev.envc.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// gschemas.compiled, beside glib-compile-schemas(1): equal byte for byte.
final class SchemaDatabaseTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  /// Types and values; half of them are none, and the file is left out.
  private static final List<List<String>> VALUES =
      List.of(
          List.of("b", "true"),
          List.of("b", "1"),
          List.of("y", "255"),
          List.of("y", "256"),
          List.of("y", "0x1f"),
          List.of("y", "017"),
          List.of("y", "08"),
          List.of("n", "-32768"),
          List.of("n", "32768"),
          List.of("q", "65535"),
          List.of("q", "-0"),
          List.of("i", "-2147483648"),
          List.of("i", "+5"),
          List.of("i", "-+5"),
          List.of("i", "1e3"),
          List.of("i", "4 5"),
          List.of("u", "4294967295"),
          List.of("u", "-1"),
          List.of("x", "-9223372036854775808"),
          List.of("x", "9223372036854775808"),
          List.of("t", "18446744073709551615"),
          List.of("t", "18446744073709551616"),
          List.of("h", "3"),
          List.of("d", "1"),
          List.of("d", "-1.5e-3"),
          List.of("d", ".5"),
          List.of("d", "5."),
          List.of("d", "0x10"),
          List.of("d", "0x1.8p1"),
          List.of("d", "inf"),
          List.of("d", "-inf"),
          List.of("d", "nan"),
          List.of("d", "1e400"),
          List.of("d", "1e-310"),
          List.of("d", "1e-400"),
          List.of("d", "1f"),
          List.of("d", "-0.0"),
          List.of("s", "'it\\'s \"x\" \\\\ \\n\\t\\x \\u00e4\\U0001f600'"),
          List.of("s", "\"double 'quotes'\""),
          List.of("s", "'open"),
          List.of("s", "'open\\"),
          List.of("s", "'\\u12'"),
          List.of("s", "'\\u0000'"),
          List.of("s", "plain"),
          List.of("s", ""),
          List.of("o", "'/a/b_1'"),
          List.of("o", "'/'"),
          List.of("o", "'/a/'"),
          List.of("g", "'a{sv}i'"),
          List.of("g", "'a{vs}'"),
          List.of("v", "<5>"),
          List.of("v", "<@a{sv} {}>"),
          List.of("v", "<[]>"),
          List.of("v", "<[1, 2.5]>"),
          List.of("v", "<[1, int64 2]>"),
          List.of("v", "<['a', objectpath '/b']>"),
          List.of("v", "<[[], [1]]>"),
          List.of("v", "<[(1, []), (2, [<'a'>])]>"),
          List.of("v", "<[1, 'a']>"),
          List.of("v", "<{'a': 1, 'b': 2}>"),
          List.of("v", "<{1: <'x'>}>"),
          List.of("v", "<{'a', 1}>"),
          List.of("v", "<{[1]: 1}>"),
          List.of("v", "<just 5>"),
          List.of("v", "<[just 5, nothing, 6]>"),
          List.of("v", "<(byte 1, uint16 2, <<true>>)>"),
          List.of("v", "<b'bytes\\0end'>"),
          List.of("v", "5"),
          List.of("ay", "b'\\001\\xa\\377'"),
          List.of("ay", "[1, 2, 0x3]"),
          List.of("ms", "nothing"),
          List.of("ms", "'a'"),
          List.of("ms", "just 'a'"),
          List.of("mmi", "just nothing"),
          List.of("mmi", "7"),
          List.of("mi", "just nothing"),
          List.of("as", "['a', 'bc', '', 'def']"),
          List.of("as", "['a' 'b']"),
          List.of("as", "['a',]"),
          List.of("as", "@as []"),
          List.of("as", "[,]"),
          List.of("a(sbd)", "[('a', true, 1.0), ('bcdefghi', false, 2)]"),
          List.of("a(ybx)", "[(1, true, 2), (3, false, 4)]"),
          List.of("(sss)", "('a', 'bb', 'ccc')"),
          List.of("(sis)", "('a', 5, 'ccc')"),
          List.of("(yn)", "(1, 2)"),
          List.of("(ny)", "(1, 2)"),
          List.of("(i)", "(1,)"),
          List.of("(i)", "(1)"),
          List.of("(i)", "(1, 2)"),
          List.of("()", "()"),
          List.of("a()", "[(), ()]"),
          List.of("(a())", "([(), ()],)"),
          List.of("a{sv}", "{'k': <1>, 'longer key': <('a', [1.5])>}"),
          List.of("a{sv}", "{}"),
          List.of("a{is}", "{1: 'a', 2: 'b', 1: 'c'}"),
          List.of("aa{sv}", "[{}, {'a': <b'x'>}]"),
          List.of("{sv}", "{'a', <1>}"),
          List.of("a{sas}", "{'a': ['b'], 'c': []}"),
          List.of("a{vs}", "{}"),
          List.of("z", "1"),
          List.of("*", "1"),
          List.of("ii", "1"),
          List.of("a", "[]"),
          List.of("", "1"),
          List.of("as", "['" + "x".repeat(254) + "', 'y']"),
          List.of("as", "['" + "x".repeat(252) + "']"),
          List.of("as", "['" + "x".repeat(70_000 - 8000) + "', 'y']"),
          List.of("v", "<".repeat(120) + "1" + ">".repeat(120)),
          List.of("v", "<".repeat(130) + "1" + ">".repeat(130)),
          List.of("i", "boolean 5"),
          List.of("i", "@i 5"),
          List.of("i", "@ii 5"),
          List.of("i", "\f5\r"));

  /// What makes a file wrong, or only looks so.
  private static final List<String> SCHEMAS =
      List.of(
          "<key name='a' type='i'/>",
          "<key type='i'><default>1</default></key>",
          "<key name='a' type='i' enum='org.acme.Side'><default>1</default></key>",
          "<key name='a' enum='org.acme.Other'><default>'x'</default></key>",
          "<key name='a' enum='org.acme.Side'><default>'up'</default></key>",
          "<key name='a' flags='org.acme.Shown'><default>['none']</default></key>",
          "<key name='a' type='i'><default>1</default></key><key name='a'"
              + " type='i'><default>1</default></key>",
          "<key name='' type='i'><default>1</default></key>",
          "<key name='a--b-' type='i'><default>1</default></key>",
          "<key name='a' type='i'><default>6</default><range max='5'/></key>",
          "<key name='a' type='i'><range min='5' max='4'/><default>5</default></key>",
          "<key name='a' type='i'><range/><range/><default>5</default></key>",
          "<key name='a' type='s'><range min='5'/><default>'5'</default></key>",
          "<key name='a' type='i'><range min='x'/><default>5</default></key>",
          "<key name='a' type='i'><choices><choice value='1'/></choices><default>1</default></key>",
          "<key name='a' type='s'><choices/><default>'1'</default></key>",
          "<key name='a' type='s'><choices><choice value='1'/><choice"
              + " value='1'/></choices><default>'1'</default></key>",
          "<key name='a' type='s'><default>'1'</default><choices><choice"
              + " value='2'/></choices></key>",
          "<key name='a' type='s'><aliases><alias value='b'"
              + " target='c'/></aliases><default>'1'</default></key>",
          "<key name='a' enum='org.acme.Side'><aliases><alias value='left'"
              + " target='right'/></aliases><default>'left'</default></key>",
          "<key name='a' enum='org.acme.Side'><aliases><alias value='x'"
              + " target='y'/></aliases><default>'left'</default></key>",
          "<key name='a' enum='org.acme.Side'><aliases/><default>'left'</default></key>",
          "<key name='a' enum='org.acme.Side'><default>'x'</default><aliases><alias value='x'"
              + " target='left'/></aliases></key>",
          "<key name='a' type='i'><default l10n='messages'>1</default></key>",
          "<key name='a' type='i'><default context='x'>1</default></key>",
          "<key name='a' type='i'><default l10n='money'>1</default></key>",
          "<key name='a' type='i'><default>1</default>text</key>",
          "<key name='a' type='i'><default>1</default><other/></key>",
          "<key name='a' type='i'><default>1</default><summary>a <b>bold</b></summary></key>",
          "<key name='a' type='i'><default>1</default><summary/><summary/><description/></key>",
          "<key name='a' type='i'><default>1</default><summary lang='de'/></key>",
          "<key name='a' type='i' other='1'><default>1</default></key>",
          "<override name='a'>1</override>",
          "<child name='a' schema='b'/><child name='a' schema='c'/>",
          "<child name='a'/>",
          "<child name='a' schema='b'/><key name='a' type='i'><default>1</default></key>",
          "</schema><schema id='org.acme.kinds'>",
          "</schema><schema id='org.acme.new' extends='org.acme.absent'>",
          "</schema><schema id='org.acme.new' extends='org.acme.kinds'>",
          "</schema><schema id='org.acme.new' extends='org.acme.base'><override"
              + " name='a'>9</override>",
          "</schema><schema id='org.acme.new' extends='org.acme.base'><override"
              + " name='b'>1</override>",
          "</schema><schema id='org.acme.new' extends='org.acme.base'><key name='a'"
              + " type='i'><default>1</default></key>",
          "</schema><schema id='org.acme.new' list-of='org.acme.base'><key name='a'"
              + " type='i'><default>1</default></key>",
          "</schema><schema id='org.acme.new' list-of='org.acme.base' path='/a/'>",
          "</schema><schema id='org.acme.new' list-of='org.acme.kinds'>",
          "</schema><schema id='org.acme.new' list-of='org.acme.empty'"
              + " extends='org.acme.list.base'>",
          "</schema><schema id='org.acme.new' list-of='org.acme.base' extends='org.acme.base'>",
          "</schema><schema id='org.acme.new' path='a/'>",
          "</schema><schema path='/a/'>",
          "</schema><enum id='org.acme.E'><value nick='a' value='1'/></enum><schema"
              + " id='org.acme.x'>",
          "</schema><enum id='org.acme.E'><value nick='ab' value='2147483648'/></enum><schema"
              + " id='org.acme.x'>",
          "</schema><enum id='org.acme.E'><value nick='ab' value='1'/><value nick='ab'"
              + " value='2'/></enum><schema id='org.acme.x'>",
          "</schema><enum id='org.acme.E'><value nick='ab' value='1'/><value nick='ac'"
              + " value='1'/></enum><schema id='org.acme.x'>",
          "</schema><enum id='org.acme.E'><value nick='ab' value='1a'/></enum><schema"
              + " id='org.acme.x'>",
          "</schema><enum id='org.acme.E'/><schema id='org.acme.x'>",
          "</schema><enum id='org.acme.Side'><value nick='ab' value='1'/></enum><schema"
              + " id='org.acme.x'>",
          "</schema><flags id='org.acme.F'><value nick='ab' value='3'/></flags><schema"
              + " id='org.acme.x'>",
          "</schema><flags id='org.acme.F'><value nick='ab' value='-1'/></flags><schema"
              + " id='org.acme.x'>",
          "</schema><flags id='org.acme.F'><value nick='ab' value='0'/></flags><schema"
              + " id='org.acme.x'>",
          "</schema><other/><schema id='org.acme.x'>");

  private static Map<String, byte[]> fixtures() throws IOException {
    return Golden.contents(Golden.RESOURCES.resolve("gsettings"));
  }

  private static String schema(String id, String keys) {
    return "<schemalist><schema id='%s'>%s</schema></schemalist>".formatted(id, keys);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\f", "");
  }

  private void compare(Map<String, byte[]> files) throws Exception {
    Path tool = Tool.require("glib-compile-schemas");
    for (var file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    Process process =
        new ProcessBuilder(tool + "", "--allow-any-name", directory + "")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor());
    SchemaDatabase made = SchemaDatabase.of(files);
    String ours = String.join("\n", made.problems());
    for (String name : files.keySet()) {
      if (SchemaDatabase.isSchemaFile(name)) {
        assertEquals(said.contains("/" + name + ":"), ours.contains(name), name + " " + said);
      }
    }
    HexFormat hex = HexFormat.ofDelimiter(" ");
    assertEquals(
        hex.formatHex(Files.readAllBytes(directory.resolve("gschemas.compiled"))),
        hex.formatHex(made.bytes()));
  }

  @Test
  void everyKindOfKey() throws Exception {
    SchemaDatabase made = SchemaDatabase.of(fixtures());
    Path golden = Golden.RESOURCES.resolve("gsettings/expected");
    Golden.check(
        golden.resolve("gschemas.compiled.hex"),
        HexFormat.of().formatHex(made.bytes()).replaceAll(".{64}", "$0\n") + "\n");
    Golden.check(golden.resolve("problems.txt"), String.join("\n", made.problems()) + "\n");
  }

  @Test
  void everyKindOfKeyAsTheTool() throws Exception {
    compare(fixtures());
  }

  @Test
  void valuesOfAllTypesAsTheTool() throws Exception {
    var files = new TreeMap<String, byte[]>();
    for (int i = 0; i < VALUES.size(); i++) {
      String id = "org.acme.values." + i;
      String key =
          "<key name='k' type='%s'><default>%s</default></key>"
              .formatted(VALUES.get(i).get(0), escaped(VALUES.get(i).get(1)));
      files.put(id + ".gschema.xml", schema(id, key).getBytes(UTF_8));
    }
    compare(files);
  }

  /// Files that are left out leave places in the tables, which order what is added after them.
  @Test
  void wrongFilesAreLeftOutAsTheTool() throws Exception {
    Map<String, byte[]> files = new TreeMap<>(fixtures());
    for (int i = 0; i < SCHEMAS.size(); i++) {
      String id = "org.acme.wrong." + i;
      files.put(
          "org.acme.wrong.%03d.gschema.xml".formatted(i),
          schema(id, SCHEMAS.get(i)).getBytes(UTF_8));
      files.put(
          "org.acme.wrong.%03d.right.gschema.xml".formatted(i),
          schema(id + ".right", "").getBytes(UTF_8));
    }
    compare(files);
  }

  @Test
  void schemasOfThisMachineAsTheTool() throws Exception {
    Path installed = Path.of("/usr/share/glib-2.0/schemas");
    Tool.requireThat(Files.isDirectory(installed), "no schemas are installed");
    Map<String, byte[]> files = Golden.contents(installed);
    files.remove("gschemas.compiled");
    compare(files);
  }

  @Test
  void filesThatAreNoXmlAreLeftOutAsTheTool() throws Exception {
    Map<String, byte[]> files = new TreeMap<>(fixtures());
    files.put("entity.gschema.xml", schema("a", "&unknown;").getBytes(UTF_8));
    files.put("end.gschema.xml", schema("b", "<key name='a' type='i'></kex>").getBytes(UTF_8));
    files.put("latin.gschema.xml", schema("\u00e4", "").getBytes(ISO_8859_1));
    files.put("empty.gschema.xml", new byte[0]);
    compare(files);
  }

  @Test
  void entitiesAreNotRead() {
    String text =
        "<!DOCTYPE schemalist [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + schema("a", "&x;");
    assertEquals(
        List.of("a.gschema.xml: it declares the entity x"),
        SchemaDatabase.of(Map.of("a.gschema.xml", text.getBytes(UTF_8))).problems());
  }
}
