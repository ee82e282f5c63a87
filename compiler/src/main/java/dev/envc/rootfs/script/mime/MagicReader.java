package dev.envc.rootfs.script.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the elements `magic` and `treemagic`.
final class MagicReader {
  private MagicReader() {}

  /// @throws MimeException when it has no match, or one that is wrong
  static Magic magic(Tag tag, MimeType type) throws MimeException {
    int priority = priority(tag);
    List<Match> matches = matches(tag);
    if (matches.isEmpty()) {
      throw new MimeException("`magic` has no `match`");
    }
    return new Magic(priority, type, matches, false);
  }

  static TreeMagic treeMagic(Tag tag, MimeType type) throws MimeException {
    return new TreeMagic(priority(tag), type, treeMatches(tag));
  }

  private static int priority(Tag tag) throws MimeException {
    int priority = tag.weight("priority");
    if (priority < 0) {
      throw new MimeException("the priority is no number from 0 to 100");
    }
    return priority;
  }

  private static List<Match> matches(Tag parent) throws MimeException {
    var matches = new ArrayList<Match>();
    for (Tag tag : only(parent, "match")) {
      String offset = required(tag, "offset");
      CNumber start = CNumber.signed(offset);
      int offsets = offsets(offset, start);
      String type = required(tag, "type");
      int wordSize = type.equals("host16") ? 2 : type.equals("host32") ? 4 : 1;
      MatchValue value = value(type, required(tag, "value"), tag.attribute("mask"));
      matches.add(new Match(start.value(), offsets, wordSize, value, matches(tag)));
    }
    return matches;
  }

  /// How many offsets there are: one, or all to the second number.
  private static int offsets(String text, CNumber start) throws MimeException {
    if (start.isOut()) {
      throw new MimeException("the offset `" + text + "` is too large");
    }
    if (start.rest().isEmpty()) {
      return 1;
    }
    if (start.rest().startsWith(":") && start.rest().length() > 1 && start.value() >= 0) {
      CNumber last = CNumber.signed(start.rest().substring(1));
      if (!last.isOut() && last.rest().isEmpty() && (int) last.value() >= start.value()) {
        return (int) ((int) last.value() - start.value() + 1);
      }
    }
    throw new MimeException("`" + text + "` is no offset");
  }

  private static MatchValue value(String type, String value, Optional<String> mask)
      throws MimeException {
    return switch (type) {
      case "string" -> MatchValue.text(value, mask);
      case "byte" -> MatchValue.number(1, true, value, mask);
      case "big16", "host16" -> MatchValue.number(2, false, value, mask);
      case "little16" -> MatchValue.number(2, true, value, mask);
      case "big32", "host32" -> MatchValue.number(4, false, value, mask);
      case "little32" -> MatchValue.number(4, true, value, mask);
      default -> throw new MimeException("`" + type + "` is no type of a match");
    };
  }

  private static List<TreeMatch> treeMatches(Tag parent) throws MimeException {
    var matches = new ArrayList<TreeMatch>();
    for (Tag tag : only(parent, "treematch")) {
      String path =
          tag.attribute("path").orElseThrow(() -> new MimeException("`treematch` has no `path`"));
      var conditions = new ArrayList<String>();
      conditions.add(fileType(tag.attribute("type")));
      for (String flag : List.of("match-case", "executable", "non-empty")) {
        if (tag.isTrue(flag)) {
          conditions.add(flag);
        }
      }
      tag.attribute("mimetype").ifPresent(conditions::add);
      matches.add(new TreeMatch(path, conditions, treeMatches(tag)));
    }
    return matches;
  }

  private static String fileType(Optional<String> type) throws MimeException {
    if (type.isPresent() && !List.of("file", "directory", "link").contains(type.get())) {
      throw new MimeException("`" + type.get() + "` is no type of a file");
    }
    return type.orElse("any");
  }

  /// The elements in one, all of which have a name.
  private static List<Tag> only(Tag parent, String name) throws MimeException {
    for (Tag tag : parent.children()) {
      if (!tag.is(name)) {
        throw new MimeException("`" + tag.element().name() + "` is where `" + name + "` should be");
      }
    }
    return parent.children();
  }

  private static String required(Tag tag, String attribute) throws MimeException {
    return tag.attribute(attribute)
        .filter(a -> !a.isEmpty())
        .orElseThrow(() -> new MimeException("`match` has no `" + attribute + "`"));
  }
}
