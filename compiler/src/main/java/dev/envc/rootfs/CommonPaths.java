package dev.envc.rootfs;

import java.util.Set;
import java.util.regex.Pattern;

/// What the directories of a Linux system are for, as far as a mode is judged by it: hier(7), the
/// Filesystem Hierarchy Standard 3.0, file-hierarchy(7).
final class CommonPaths {
  private static final Set<String> CODE =
      Set.of("bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr", "opt");

  private static final Set<String> COMMON =
      Set.of(
          "etc",
          "etc/bash",
          "etc/conf.d",
          "etc/env.d",
          "etc/init.d",
          "etc/ld.so.conf.d",
          "etc/pam.d",
          "etc/profile.d",
          "etc/security",
          "etc/skel",
          "etc/ssl",
          "etc/ssl/certs",
          "etc/xdg",
          "home",
          "media",
          "mnt",
          "opt",
          "run",
          "srv",
          "tmp",
          "var",
          "var/cache",
          "var/db",
          "var/lib",
          "var/log",
          "var/mail",
          "var/spool",
          "var/tmp",
          "var/www");

  /// What is closed on purpose: systemd.exec(5) for credentials and the state of dynamic users,
  /// ldconfig(8) for its cache, update-ca-certificates and OpenSSL for private keys.
  private static final Pattern PRIVATE =
      Pattern.compile(
          "root|(.*/)?lost\\+found|etc/ssl/private|(etc|usr/lib)/credstore(\\.encrypted)?"
              + "|var/(lib|cache|log)/private|var/cache/ldconfig|var/db/pkg(/.*)?"
              + "|var/(lib/)?empty");

  private static final Pattern EVERYBODY =
      Pattern.compile(
          "(usr/|opt/.*/)?(lib|lib32|lib64|libx32)/(.*/)?[^/]+\\.so(\\.[^/]*)?"
              + "|etc/(env\\.d|profile\\.d|ld\\.so\\.conf\\.d|ssl/certs|xdg)/.*"
              + "|etc/(passwd|group|profile|hosts|host\\.conf|nsswitch\\.conf|services|protocols"
              + "|shells|environment|localtime|locale\\.conf|os-release|ld\\.so\\.(conf|cache)"
              + "|profile\\.env|bash/bashrc|inputrc)"
              + "|usr/share/(zoneinfo|locale|i18n|terminfo|mime|ca-certificates|icons|fonts)/.*"
              + "|usr/include/.*|usr/lib/(locale|os-release)(/.*)?");

  private CommonPaths() {}

  /// Programs, libraries and what comes with them.
  static boolean isCode(String path) {
    int slash = path.indexOf('/');
    return CODE.contains(slash < 0 ? path : path.substring(0, slash));
  }

  /// A directory that every user has to pass.
  static boolean isCommon(String path) {
    return COMMON.contains(path) || (isCode(path) && path.indexOf('/') < 0);
  }

  /// A directory that only root is to enter.
  static boolean isPrivate(String path) {
    return PRIVATE.matcher(path).matches();
  }

  /// A file that programs of every user read.
  static boolean isForEverybody(String path) {
    return EVERYBODY.matcher(path).matches();
  }
}
