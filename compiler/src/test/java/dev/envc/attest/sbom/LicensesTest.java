package dev.envc.attest.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LicensesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "GPL-2                          = GPL-2.0-only",
        "GPL-2+ LGPL-2.1+               = GPL-2.0-or-later AND LGPL-2.1-or-later",
        "|| ( BSD GPL-2 )               = BSD-3-Clause OR GPL-2.0-only",
        "MIT || ( BSD ( GPL-2 ZLIB ) )  = MIT AND (BSD-3-Clause OR (GPL-2.0-only AND Zlib))",
        "MIT doc? ( FDL-1.3 ) !doc? ( X ) = MIT AND GFDL-1.3-only",
        "|| ( !doc? ( X ) MIT )         = MIT",
        "( MIT ) MIT                    = MIT",
        "GPL-2-with-classpath-exception = GPL-2.0-only WITH Classpath-exception-2.0",
        "public-domain                  = LicenseRef-gentoo-public-domain",
        "a+b_c                          = LicenseRef-gentoo-a-u2bb-u5fc",
        "''                             = NOASSERTION",
        "|| (                           = NOASSERTION",
        "doc? ( )                       = NOASSERTION",
      })
  void expressions(String gentoo, String spdx) {
    assertEquals(spdx, Licenses.of(gentoo, "doc"::equals).text());
  }

  @Test
  void referencesKeepTheGentooName() {
    assertEquals(
        Map.of("LicenseRef-gentoo-a-u2bb", "a+b"), Licenses.of("MIT a+b", _ -> false).references());
  }

  @Test
  void severalAreJoinedTermByTerm() {
    var one = Licenses.of("MIT GPL-2", _ -> false);
    var two = Licenses.of("|| ( BSD MIT )", _ -> false);
    assertEquals(
        "(BSD-3-Clause OR MIT) AND GPL-2.0-only AND MIT", Licenses.all(List.of(one, two)).text());
    assertEquals("BSD-3-Clause OR MIT", Licenses.all(List.of(two, two)).text());
    assertEquals("NOASSERTION", Licenses.all(List.of()).text());
  }
}
