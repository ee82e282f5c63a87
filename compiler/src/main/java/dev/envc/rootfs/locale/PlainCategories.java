package dev.envc.rootfs.locale;

import java.util.ArrayList;
import java.util.List;

/// The categories that are texts and numbers in a row (ld-identification.c, ld-address.c,
/// ld-name.c, ld-telephone.c, ld-messages.c, ld-paper.c, ld-measurement.c of glibc). Of what
/// localedef checks, the values of texts are not: codes of languages and countries, escapes of
/// formats, regular expressions.
final class PlainCategories {
  private PlainCategories() {}

  static void identification(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    texts(
        d,
        writer,
        List.of(
            "title",
            "source",
            "address",
            "contact",
            "email",
            "tel",
            "fax",
            "language",
            "territory",
            "audience",
            "application",
            "abbreviation",
            "revision",
            "date"));
    var standards = new ArrayList<String>();
    for (Category category : Category.values()) {
      standards.add(d.standard(category));
    }
    writer.structure(() -> standards.forEach(writer::string));
  }

  static void address(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    writer.string(d.required("postal_fmt", "%a%N%f%N%d%N%b%N%s %h %e %r%N%C-%z %T%N%c%N"));
    texts(d, writer, List.of("country_name", "country_post"));
    writer.string(d.text("country_ab2", "  "));
    writer.string(d.text("country_ab3", "   "));
    writer.string(d.text("country_car", ""));
    writer.word(d.number("country_num", 0));
    writer.string(d.textOrNumber("country_isbn"));
    texts(d, writer, List.of("lang_name", "lang_ab", "lang_term"));
    writer.string(d.text("lang_lib", d.text("lang_term", "")));
  }

  static void name(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    writer.string(d.required("name_fmt", "%p%t%g%t%m%t%f"));
    texts(d, writer, List.of("name_gen", "name_mr", "name_mrs", "name_miss", "name_ms"));
  }

  static void telephone(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    writer.string(d.required("tel_int_fmt", "+%c %a%t%l"));
    texts(d, writer, List.of("tel_dom_fmt", "int_select", "int_prefix"));
  }

  static void messages(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    writer.string(d.required("yesexpr", "^[yY]"));
    writer.string(d.required("noexpr", "^[nN]"));
    texts(d, writer, List.of("yesstr", "nostr"));
  }

  static void paper(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    d.require("height");
    d.require("width");
    writer.word(d.number("height", 297));
    writer.word(d.number("width", 210));
  }

  static void measurement(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    d.require("measurement");
    writer.octet(d.number("measurement", 1, 1, 3));
  }

  private static void texts(Definitions d, CategoryWriter writer, List<String> keywords)
      throws LocaleSourceException {
    for (String keyword : keywords) {
      writer.string(d.text(keyword, ""));
    }
  }
}
