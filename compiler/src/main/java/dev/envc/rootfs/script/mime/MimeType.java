package dev.envc.rootfs.script.mime;

import java.util.Comparator;
import java.util.Set;

/// The name of a media type.
record MimeType(String media, String subtype) {
  /// Media and subtype one after the other, not the name as a whole.
  static final Comparator<MimeType> ORDER =
      Comparator.comparing(MimeType::media, Bytes.ORDER)
          .thenComparing(MimeType::subtype, Bytes.ORDER);

  private static final int MOST_LETTERS = 100;

  /// What is in the directory beside the directories of media.
  private static final Set<String> TAKEN =
      Set.of(
          "",
          ".",
          "..",
          "packages",
          "globs",
          "globs2",
          "magic",
          "xmlnamespaces",
          "subclasses",
          "aliases",
          "types",
          "generic-icons",
          "icons",
          "treemagic",
          "mime.cache",
          "version");

  /// @throws MimeException when it has not one slash, or is no name for a file
  static MimeType of(String name) throws MimeException {
    int slash = name.indexOf('/');
    if (slash < 0 || name.indexOf('/', slash + 1) >= 0) {
      throw new MimeException("`" + name + "` is no media type");
    }
    var type = new MimeType(name.substring(0, slash), name.substring(slash + 1));
    if (TAKEN.contains(lower(type.media))
        || name.length() > MOST_LETTERS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new MimeException("no file can be named after the media type");
    }
    return type;
  }

  /// The file of this type, relative to the database.
  String file() {
    return lower(media) + "/" + lower(subtype) + ".xml";
  }

  /// The letters of ASCII are made small.
  static String lower(String text) {
    var lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + 'a' - 'A'));
      }
    }
    return lower.toString();
  }

  @Override
  public String toString() {
    return media + "/" + subtype;
  }
}
