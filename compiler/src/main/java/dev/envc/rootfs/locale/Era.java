package dev.envc.rootfs.locale;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A span of years that is counted for itself: `+:2:2020/01/01:+*:name:format` (LC_TIME, `era`).
///
/// @param direction `+` or `-`: how years are counted
/// @param start year since 1900, month from 0, day; or the least or greatest number for a date
///   without an end
/// @param stop in the same way
record Era(char direction, int offset, Date start, Date stop, String name, String format) {
  /// A day; of a span without an end each number is the least or the greatest.
  ///
  /// @param year since 1900
  /// @param month from 0
  record Date(int year, int month, int day) {}

  private static final Pattern FORM =
      Pattern.compile("([+-]):(-?\\d{1,9}):([^:]*):([^:]*):([^:]*):(.+)", Pattern.DOTALL);

  private static final Pattern DATE = Pattern.compile("([+-]?\\d{1,9})/(\\d{1,2})/(\\d{1,2})");

  static Optional<Era> parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    Optional<Date> start = date(m.group(3));
    Optional<Date> stop = date(m.group(4));
    if (start.isEmpty() || stop.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Era(
            m.group(1).charAt(0),
            Integer.parseInt(m.group(2)),
            start.get(),
            stop.get(),
            m.group(5),
            m.group(6)));
  }

  private static Optional<Date> date(String text) {
    if (text.equals("-*")) {
      return Optional.of(new Date(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE));
    }
    if (text.equals("+*")) {
      return Optional.of(new Date(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    }
    Matcher m = DATE.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(m.group(1)) - 1900;
    int month = Integer.parseInt(m.group(2)) - 1;
    int day = Integer.parseInt(m.group(3));
    // There is no year 0: -1 is the year before 1.
    return month < 0 || month > 11 || day > 31
        ? Optional.empty()
        : Optional.of(new Date(year < -1900 ? year + 1 : year, month, day));
  }
}
