package dev.envc.pms;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The algorithms of PMS 3.3 word by word, slow and independent of [Version].
final class PlainVersionOrder {
  private static final Pattern VERSION =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)*)([a-z]?)((?:_[a-z]+[0-9]*)*)(?:-r([0-9]+))?");
  private static final Pattern SUFFIX = Pattern.compile("_([a-z]+)([0-9]*)");
  private static final List<String> SUFFIXES = List.of("alpha", "beta", "pre", "rc", "", "p");

  private PlainVersionOrder() {}

  static int compare(String a, String b) {
    Matcher left = VERSION.matcher(a);
    Matcher right = VERSION.matcher(b);
    if (!left.matches() || !right.matches()) {
      throw new IllegalArgumentException(a + " or " + b);
    }
    int order = numbers(left.group(1).split("\\.", -1), right.group(1).split("\\.", -1));
    order = order != 0 ? order : left.group(2).compareTo(right.group(2));
    order = order != 0 ? order : suffixes(suffixes(left.group(3)), suffixes(right.group(3)));
    return order != 0 ? order : number(left.group(4)).compareTo(number(right.group(4)));
  }

  private static int numbers(String[] a, String[] b) {
    int order = number(a[0]).compareTo(number(b[0]));
    for (int i = 1; order == 0 && i < a.length && i < b.length; i++) {
      order =
          a[i].startsWith("0") || b[i].startsWith("0")
              ? a[i].replaceFirst("0+$", "").compareTo(b[i].replaceFirst("0+$", ""))
              : number(a[i]).compareTo(number(b[i]));
    }
    return order != 0 ? order : Integer.compare(a.length, b.length);
  }

  private record Part(String type, BigInteger number) {}

  private static List<Part> suffixes(String text) {
    var parts = new ArrayList<Part>();
    for (Matcher m = SUFFIX.matcher(text); m.find(); ) {
      parts.add(new Part(m.group(1), number(m.group(2))));
    }
    return parts;
  }

  private static int suffixes(List<Part> a, List<Part> b) {
    for (int i = 0; i < a.size() && i < b.size(); i++) {
      int order = rank(a.get(i)) - rank(b.get(i));
      order = order != 0 ? order : a.get(i).number().compareTo(b.get(i).number());
      if (order != 0) {
        return order;
      }
    }
    if (a.size() == b.size()) {
      return 0;
    }
    Part next = a.size() > b.size() ? a.get(b.size()) : b.get(a.size());
    boolean later = next.type().equals("p");
    return a.size() > b.size() == later ? 1 : -1;
  }

  private static int rank(Part part) {
    return SUFFIXES.indexOf(part.type());
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }
}
