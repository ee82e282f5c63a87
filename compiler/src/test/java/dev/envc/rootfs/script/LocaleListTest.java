package dev.envc.rootfs.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.rootfs.script.LocaleList.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The lines of /etc/locale.gen.
final class LocaleListTest {
  @Test
  void localesAreNamedAsLocaledefNamesThem() {
    var list = new LocaleList();
    list.addFile(
        "/etc/locale.gen",
        """
        # comment
        \tde_DE.UTF-8\tUTF-8
        aa_ER UTF-8
        sr_RS@latin UTF-8
        de_DE@euro ISO-8859-15
        en_US.UTF-8   UTF-8
        de_DE.utf8 UTF-8
        C UTF-8
        """);
    list.addLang("ca_ES.UTF-8@valencia", "/etc/locale.conf");
    assertEquals(
        List.of(
            "de_DE UTF-8 de_DE.utf8 `de_DE.UTF-8\tUTF-8` (/etc/locale.gen:2)",
            "aa_ER UTF-8 aa_ER.utf8 `aa_ER UTF-8` (/etc/locale.gen:3)",
            "sr_RS@latin UTF-8 sr_RS.utf8@latin `sr_RS@latin UTF-8` (/etc/locale.gen:4)",
            "de_DE@euro ISO-8859-15 de_DE.iso885915@euro `de_DE@euro ISO-8859-15`"
                + " (/etc/locale.gen:5)",
            "en_US UTF-8 en_US.utf8 `en_US.UTF-8   UTF-8` (/etc/locale.gen:6)",
            "ca_ES@valencia UTF-8 ca_ES.utf8@valencia `ca_ES.UTF-8@valencia` (/etc/locale.conf)"),
        list.wanted().stream().map(LocaleListTest::shown).toList());
    assertEquals(List.of(), list.problems());
  }

  private static String shown(Wanted w) {
    return String.join(" ", w.source(), w.charmap(), w.directory(), w.asked());
  }

  @Test
  void whatIsNoLocaleIsSaid() {
    var list = new LocaleList();
    list.addFile("g", "de_DE\nde/DE UTF-8\nde_DE.UTF-8 ISO-8859-1\n../x UTF-8\na b c\n");
    assertEquals(
        List.of(
            "`de_DE` (g:1) is not a locale and a character map",
            "`de/DE UTF-8` (g:2) is not the name of a locale",
            "`de_DE.UTF-8 ISO-8859-1` (g:3) names two character maps",
            "`../x UTF-8` (g:4) is not the name of a locale",
            "`a b c` (g:5) is not a locale and a character map"),
        list.problems());
    assertEquals(List.of(), list.wanted());
  }
}
