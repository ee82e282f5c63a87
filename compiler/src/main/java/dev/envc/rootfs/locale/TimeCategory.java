package dev.envc.rootfs.locale;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Names and formats of dates (ld-time.c of glibc). What a source leaves out of a required field is
/// only known for a category that is missing altogether: the English names, not as wide characters.
final class TimeCategory {
  private static final int ALTERNATIVE_DIGITS = 100;

  private final Definitions d;
  private final CategoryWriter writer;

  private TimeCategory(Definitions d, CategoryWriter writer) {
    this.d = d;
    this.writer = writer;
  }

  static void write(Definitions d, CategoryWriter writer) throws LocaleSourceException {
    new TimeCategory(d, writer).write();
  }

  private record Names(List<String> names, List<String> wide) {}

  private void write() throws LocaleSourceException {
    Names shortDays = names("abday", "Sun Mon Tue Wed Thu Fri Sat");
    Names days = names("day", "Sunday Monday Tuesday Wednesday Thursday Friday Saturday");
    Names shortMonths = names("abmon", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
    Names months =
        names(
            "mon",
            "January February March April May June July August September October November"
                + " December");
    Names halves = names("am_pm", "AM PM");
    List<Names> all = List.of(shortDays, days, shortMonths, months, halves);
    String dateTime = d.required("d_t_fmt", "%a %b %e %H:%M:%S %Y");
    String date = d.required("d_fmt", "%m/%d/%y");
    String time = d.required("t_fmt", "%H:%M:%S");
    boolean noHalves = halves.names().stream().allMatch(String::isEmpty);
    String halfTime = d.text("t_fmt_ampm", noHalves ? time : "%I:%M:%S %p");
    List<Era> eras = eras();
    List<String> digits = padded("alt_digits", 0, ALTERNATIVE_DIGITS);

    all.forEach(n -> n.names().forEach(writer::string));
    List.of(dateTime, date, time, halfTime).forEach(writer::string);
    List<String> eraTexts = d.texts("era");
    writer.structure(() -> eraTexts.forEach(writer::string));
    writer.string(d.text("era_year", ""));
    writer.string(d.text("era_d_fmt", ""));
    writer.structure(() -> digits.forEach(writer::string));
    writer.string(d.text("era_d_t_fmt", ""));
    writer.string(d.text("era_t_fmt", ""));
    writer.word(eras.size());
    writer.structure(() -> eras.forEach(this::write));

    all.forEach(n -> n.wide().forEach(writer::wide));
    for (String format : List.of(dateTime, date, time)) {
      writer.wide(d.isMissing() ? "" : format);
    }
    writer.wide(halfTime);
    writer.wide(d.text("era_year", ""));
    writer.wide(d.text("era_d_fmt", ""));
    writer.structure(() -> digits.forEach(writer::wide));
    writer.wide(d.text("era_d_t_fmt", ""));
    writer.wide(d.text("era_t_fmt", ""));
    week();
    writer.string(d.text("timezone", ""));
    String format = d.text("date_fmt", "%a %b %e %H:%M:%S %Z %Y");
    writer.string(format);
    writer.wide(format);
    writer.string(d.charmap().codeSet());
    alternative("alt_mon", months);
    alternative("ab_alt_mon", shortMonths);
  }

  /// Days in a week, a day with which one began, days of the first week of a year that must be in
  /// it; first day, first day of work, direction of calendars.
  private void week() throws LocaleSourceException {
    List<Integer> week = d.has("week") ? d.numbers("week") : List.of(0, 0, 0);
    if (week.size() != 3 || week.getFirst() > 7 || week.getLast() > 7) {
      throw d.problem("week", "must be three numbers, the first and the last up to 7");
    }
    writer.octet(week.getFirst() == 0 ? 7 : week.getFirst());
    writer.word(week.get(1) == 0 ? 19971130 : week.get(1));
    writer.octet(week.getLast() == 0 ? 7 : week.getLast());
    writer.octet(d.number("first_weekday", 1, 1, 7));
    writer.octet(d.number("first_workday", 2, 1, 7));
    writer.octet(d.number("cal_direction", 1, 1, 3));
  }

  private void alternative(String keyword, Names otherwise) throws LocaleSourceException {
    List<String> names =
        d.has(keyword)
            ? padded(keyword, 12, 12)
            : d.isMissing() ? Collections.nCopies(12, "") : otherwise.names();
    names.forEach(writer::string);
    names.forEach(writer::wide);
  }

  private Names names(String keyword, String otherwise) throws LocaleSourceException {
    d.require(keyword);
    List<String> known = List.of(otherwise.split(" ", -1));
    if (!d.has(keyword)) {
      return new Names(known, Collections.nCopies(known.size(), ""));
    }
    List<String> names = padded(keyword, known.size(), known.size());
    return new Names(names, names);
  }

  private List<String> padded(String keyword, int least, int most) throws LocaleSourceException {
    List<String> texts = new ArrayList<>(d.texts(keyword));
    if (texts.size() < least || texts.size() > most) {
      throw d.problem(keyword, "has " + texts.size() + " values in place of " + most);
    }
    texts.addAll(Collections.nCopies(most - texts.size(), ""));
    return texts;
  }

  private List<Era> eras() throws LocaleSourceException {
    var eras = new ArrayList<Era>();
    for (String text : d.texts("era")) {
      eras.add(
          Era.parse(text).orElseThrow(() -> d.problem("era", "is not a list of eras: " + text)));
    }
    return eras;
  }

  private void write(Era era) {
    writer.word(era.direction());
    writer.word(era.offset());
    for (Era.Date date : List.of(era.start(), era.stop())) {
      writer.words(date.year(), date.month(), date.day());
    }
    writer.string(era.name());
    writer.string(era.format());
    writer.wide(era.name());
    writer.wide(era.format());
  }
}
