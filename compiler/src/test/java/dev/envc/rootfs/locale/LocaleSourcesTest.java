package dev.envc.rootfs.locale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is said of sources that cannot be compiled.
final class LocaleSourcesTest {
  private static final String HEADER = "escape_char /\ncomment_char %\n";

  /// ASCII, and what the odd locale writes.
  private static final String MAP =
      """
      <code_set_name> UTF-8
      <comment_char> %
      <escape_char> /
      <mb_cur_max> 6
      CHARMAP
      <U0000>..<U007F> /x00 ASCII
      <U0080>..<U00BF> /xc2/x80
      <U00C0>..<U00FF> /xc3/x80
      <U0130>..<U0131> /xc4/xb0
      <U4E00>..<U4E10> /xe4/xb8/x80
      END CHARMAP
      WIDTH
      <U4E00>...<U4E10> 2
      END WIDTH
      """;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static LocaleCompiler compiler(Map<String, byte[]> sources) throws Exception {
    return new LocaleCompiler(
        n -> Optional.ofNullable(sources.get(n)),
        Charmap.read("UTF-8", bytes(MAP)),
        ByteOrder.LITTLE_ENDIAN);
  }

  private static String problem(Map<String, byte[]> sources) throws Exception {
    try {
      compiler(sources).compile("xx");
      return "nothing";
    } catch (LocaleSourceException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String problem(String category, String lines) throws Exception {
    return problem(
        Map.of("xx", bytes(HEADER + category + "\n" + lines + "\nEND " + category + "\n")));
  }

  @Test
  void problemsAreSaidWithTheirPlace() throws Exception {
    var said = new LinkedHashMap<String, String>();
    said.put("LC_PAPER|height \"1\"\nwidth 2", "xx: LC_PAPER: height is not a number");
    said.put("LC_PAPER|height 1", "xx: LC_PAPER: width is missing");
    said.put("LC_PAPER|height 1\nwidth 2\ndepth 3", "xx: LC_PAPER: depth is not known");
    said.put("LC_PAPER|height 1 2", "xx:4: not a list of values");
    said.put("LC_PAPER|height 1\nheight 1", "xx:5: height is defined twice");
    said.put("LC_PAPER|copy \"xx\"", "xx: LC_PAPER is a copy of itself");
    said.put("LC_PAPER|copy \"../../etc/passwd\"", "there is no source ../../etc/passwd");
    said.put(
        "LC_NUMERIC|decimal_point \"ab\"\ngrouping -1",
        "xx: LC_NUMERIC: decimal_point must be a single character");
    said.put(
        "LC_NUMERIC|decimal_point \"<U0395>\"\ngrouping -1",
        "xx: LC_NUMERIC: decimal_point has a character that UTF-8 has not");
    said.put("LC_NUMERIC|decimal_point \"a\ngrouping -1", "xx:4: the text in quotes does not end");
    said.put("LC_MEASUREMENT|measurement 9", "xx: LC_MEASUREMENT: measurement must be from 1 to 3");
    said.put("LC_CTYPE|copy \"xx\"", "xx: LC_CTYPE is a copy of itself");
    said.put("LC_CTYPE|copy \"yy\"\nupper <U0041>", "there is no source yy");
    said.put("LC_CTYPE|upper <U0041>..<U0040>", "xx:4: the end of the range is before its start");
    said.put("LC_CTYPE|upper <A>", "xx:4: not a character");
    said.put("LC_CTYPE|toupper (<U0061>;<U0041>)", "xx:4: not in the form of the line");
    said.put("LC_CTYPE|translit_start\n<U0041> <U0042>", "xx:6: translit_end is missing");
    said.put("LC_COLLATE|copy \"xx\"", "xx: LC_COLLATE is a copy of itself");
    said.put("LC_COLLATE|copy \"xx\"\nreorder-end", "xx: LC_COLLATE is a copy of itself");
    said.put("LC_COLLATE|<U0041>", "xx:4: only symbols can have a place outside of a section");
    said.put(
        "LC_COLLATE|order_start forward\n<U0041>\n<U0041>\norder_end",
        "xx:6: <U00000041> has a place already");
    said.put(
        "LC_COLLATE|order_start forward\n<U0041> <U0042>\norder_end",
        "LC_COLLATE: <U00000041> weighs as much as <U00000042>, which has no place in the order");
    said.put(
        "LC_COLLATE|order_start forward\n.. ..\n<U0041>\norder_end",
        "xx:6: the range has no start");
    said.put(
        "LC_COLLATE|order_start forward\n<U0041>", "xx:6: `order_end` or `reorder-end` is missing");
    said.put(
        "LC_COLLATE|order_start <X>;forward", "xx:4: the script is not known, or in use already");
    said.put("LC_COLLATE|ifdef X\nfoo", "xx:6: `endif` is missing");
    said.put(
        "LC_COLLATE|reorder-after <U0041>", "xx:4: `reorder-after` without an order before it");
    said.put("LC_COLLATE|collating-symbol <A0>..<B>", "xx:4: not a range of names");
    var found = new LinkedHashMap<String, String>();
    for (String lines : said.keySet()) {
      String[] parts = lines.split("\\|", 2);
      found.put(lines, problem(parts[0], parts[1]));
    }
    assertEquals(said, found);
  }

  @Test
  void whatIsNoSourceIsRefused() throws Exception {
    assertEquals("there is no source xx", problem(Map.of()));
    assertEquals(
        "xx: END LC_TIME is missing", problem(Map.of("xx", bytes(HEADER + "LC_TIME\nabday\n"))));
    assertEquals("xx:3: not in a category", problem(Map.of("xx", bytes(HEADER + "\u007fELF\n"))));
    assertEquals(
        "xx: LC_TIME is defined twice",
        problem(Map.of("xx", bytes(HEADER + "LC_TIME\nEND LC_TIME\n".repeat(2)))));
  }

  @Test
  void otherCharacterMapsAreRefused() {
    for (Map.Entry<String, String> each :
        Map.of(
                MAP.replace("UTF-8", "ISO-8859-1"),
                "map: not the map of UTF-8",
                MAP.replace("/xc3/x80", "/xc0"),
                "map:8: not the bytes of UTF-8; other character sets are not compiled",
                MAP.replace("END WIDTH", ""),
                "map:14: END WIDTH is missing",
                "",
                "map: not the map of UTF-8")
            .entrySet()) {
      assertEquals(
          each.getValue(),
          assertThrows(LocaleSourceException.class, () -> Charmap.read("map", bytes(each.getKey())))
              .getMessage());
    }
  }

  /// Whatever the bytes are, a source is compiled or refused.
  @Test
  void brokenSourcesAreRefused() throws Exception {
    byte[] odd = Files.readAllBytes(Path.of("src/test/resources/locale/odd"));
    byte[] map = bytes(MAP);
    var random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      var sources = new TreeMap<String, byte[]>();
      sources.put("xx", broken(odd, random));
      sources.put("translit_narrow", bytes(HEADER + "LC_CTYPE\nEND LC_CTYPE\n"));
      try {
        new LocaleCompiler(
                n -> Optional.ofNullable(sources.get(n)),
                Charmap.read("UTF-8", i % 5 == 0 ? broken(map, random) : map),
                ByteOrder.LITTLE_ENDIAN)
            .compile("xx");
      } catch (LocaleSourceException e) {
        refused++;
      }
    }
    assertTrue(refused > 300, "refused: " + refused);
  }

  private static byte[] broken(byte[] bytes, Random random) {
    List<String> lines =
        new ArrayList<>(new String(bytes, StandardCharsets.ISO_8859_1).lines().toList());
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      int cut = random.nextInt(line.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
        case 2 -> lines.set(at, line.substring(0, cut));
        default ->
            lines.set(
                at, line.substring(0, cut) + (char) random.nextInt(256) + line.substring(cut));
      }
    }
    return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }
}
