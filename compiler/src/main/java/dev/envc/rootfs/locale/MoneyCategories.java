package dev.envc.rootfs.locale;

import java.util.ArrayList;
import java.util.List;

/// How numbers and amounts of money are written (ld-numeric.c, ld-monetary.c of glibc).
final class MoneyCategories {
  private static final int FIRST_DAY = 10101;
  private static final int LAST_DAY = 99991231;

  private MoneyCategories() {}

  static void numeric(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    d.require("grouping");
    String point = d.required("decimal_point", ".");
    if (point.isEmpty()) {
      throw d.problem("decimal_point", "is empty");
    }
    writer.string(point);
    writer.string(d.text("thousands_sep", ""));
    writer.octets(d.grouping("grouping"));
    writer.word(single(d, "decimal_point", "."));
    writer.word(single(d, "thousands_sep", ""));
  }

  static void monetary(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    String international = d.text("int_curr_symbol", "");
    String symbol = d.text("currency_symbol", "");
    byte[] grouping = d.grouping("mon_grouping");
    writer.string(international);
    writer.string(symbol);
    writer.string(d.text("mon_decimal_point", "."));
    writer.string(d.text("mon_thousands_sep", ""));
    writer.octets(grouping.length == 0 ? new byte[] {127} : grouping);
    writer.string(d.text("positive_sign", ""));
    writer.string(d.text("negative_sign", ""));
    int internationalDigits = digits(d, "int_frac_digits", -1);
    int digits = digits(d, "frac_digits", -1);
    writer.octet(internationalDigits);
    writer.octet(digits);
    List<Integer> national = signs(d, "", List.of(-1, -1, -1, -1, -1, -1));
    octets(writer, national);
    writer.string((national.getFirst() != 0 ? "-" : "+") + symbol);
    List<Integer> abroad = signs(d, "int_", national);
    octets(writer, abroad);
    // A second currency, as before the euro.
    writer.string(d.text("duo_int_curr_symbol", international));
    writer.string(d.text("duo_currency_symbol", symbol));
    writer.octet(digits(d, "duo_int_frac_digits", internationalDigits));
    writer.octet(digits(d, "duo_frac_digits", digits));
    List<Integer> second = signs(d, "duo_", national);
    List<Integer> secondAbroad = signs(d, "duo_int_", abroad);
    octets(writer, second.subList(0, 4));
    octets(writer, secondAbroad.subList(0, 4));
    octets(writer, second.subList(4, 6));
    octets(writer, secondAbroad.subList(4, 6));
    for (String currency : List.of("uno", "duo")) {
      writer.word(d.number(currency + "_valid_from", FIRST_DAY));
      writer.word(d.number(currency + "_valid_to", LAST_DAY));
    }
    List<Integer> rate = d.numbers("conversion_rate");
    if (rate.contains(0) || (!rate.isEmpty() && rate.size() != 2)) {
      throw d.problem("conversion_rate", "must be two numbers from 1");
    }
    writer.words(rate.isEmpty() ? 1 : rate.getFirst(), rate.isEmpty() ? 1 : rate.getLast());
    writer.word(single(d, "mon_decimal_point", "."));
    writer.word(single(d, "mon_thousands_sep", ""));
  }

  /// Where the symbol and the sign stand, for positive and negative amounts.
  private static List<Integer> signs(Definitions d, String prefix, List<Integer> otherwise)
      throws LocaleSourceException {
    var keywords =
        List.of(
            "p_cs_precedes",
            "p_sep_by_space",
            "n_cs_precedes",
            "n_sep_by_space",
            "p_sign_posn",
            "n_sign_posn");
    var most = List.of(1, 2, 1, 2, 4, 4);
    var values = new ArrayList<Integer>();
    for (int i = 0; i < keywords.size(); i++) {
      values.add(d.number(prefix + keywords.get(i), otherwise.get(i), -1, most.get(i)));
    }
    return values;
  }

  private static int digits(Definitions d, String keyword, int otherwise)
      throws LocaleSourceException {
    return d.number(keyword, otherwise, -1, 127);
  }

  private static void octets(CategoryWriter writer, List<Integer> values) {
    values.forEach(writer::octet);
  }

  private static int single(Definitions d, String keyword, String otherwise)
      throws LocaleSourceException {
    String text = d.text(keyword, otherwise);
    if (text.codePointCount(0, text.length()) > 1) {
      throw d.problem(keyword, "must be a single character");
    }
    return text.isEmpty() ? 0 : text.codePointAt(0);
  }
}
