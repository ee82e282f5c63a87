package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import dev.envc.store.PosixName;
import java.util.ArrayList;

/// Paths of members, made plain: relative, without `.`, without empty parts. What cannot be made so
/// without guessing is refused.
final class EntryPath {
  private static final int MAX_PATH = 4095;
  private static final int MAX_NAME = 255;

  private EntryPath() {}

  /// `name` below `prefix`, which itself is not part of the result; `""` for the prefix itself.
  static String of(String prefix, String name) throws BadPackageException {
    if (name.startsWith("/")) {
      throw unsafe(name, "is absolute");
    }
    var parts = new ArrayList<String>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        throw unsafe(name, "leads upwards");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        checkPart(name, part);
        parts.add(part);
      }
    }
    if (!prefix.isEmpty()) {
      if (parts.isEmpty() || !parts.getFirst().equals(prefix)) {
        throw unsafe(name, "is not below " + prefix + "/");
      }
      parts.removeFirst();
    }
    String path = String.join("/", parts);
    if (path.length() > MAX_PATH || PosixName.encode(path).length > MAX_PATH) {
      throw unsafe(name, "is longer than " + MAX_PATH + " bytes");
    }
    return path;
  }

  private static void checkPart(String name, String part) throws BadPackageException {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == 0 || c == '\n' || c == '\r') {
        throw unsafe(name, "has a line break or a NUL in it");
      }
    }
    if (part.length() > MAX_NAME || PosixName.encode(part).length > MAX_NAME) {
      throw unsafe(name, "has a part of more than " + MAX_NAME + " bytes");
    }
  }

  /// A symbolic link's target: any text that a kernel and Portage's records can hold.
  static String target(String name, String target) throws BadPackageException {
    if (target.isEmpty() || PosixName.encode(target).length > MAX_PATH) {
      throw unsafe(name, "is a symbolic link with an empty or overlong target");
    }
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == 0 || c == '\n' || c == '\r') {
        throw unsafe(name, "is a symbolic link with a line break or a NUL in its target");
      }
    }
    return target;
  }

  private static BadPackageException unsafe(String name, String why) {
    return new BadPackageException(
        StoreCode.UNSAFE_PATH, "The path '" + BadPackageException.show(name) + "' " + why + ".");
  }
}
