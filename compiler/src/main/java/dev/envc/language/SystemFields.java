package dev.envc.language;

import dev.envc.language.Shape.Leaf;
import dev.envc.language.Shape.ListOf;
import dev.envc.language.Shape.MapOf;
import dev.envc.language.Shape.Merge;
import dev.envc.language.Shape.Struct;
import java.util.List;

/// Files, accounts, services and the settings of the system.
final class SystemFields {
  private SystemFields() {}

  private static final Struct FILE =
      Struct.shortBy(
              "file",
              Field.of("text", LeafType.TEXT, "A regular file with this text.", "\"hello\\n\""),
              Field.of(
                  "source",
                  LeafType.SOURCE,
                  "A regular file with the bytes of a local file, relative to the manifest.",
                  "files/app.conf"),
              Field.of("link", LeafType.TEXT, "A symbolic link to this target.", "/run/app"),
              Field.of("directory", LeafType.BOOLEAN, "A directory.", "true"),
              Field.of("device", LeafType.DEVICE, "A device node: c or b, major, minor.", "c 5 1"),
              Field.of("mode", LeafType.MODE, "The mode, in octal.", "\"0640\""),
              Field.of("owner", LeafType.OWNER, "The user that owns it; root without.", "app"),
              Field.of("group", LeafType.OWNER, "The group that owns it; root without.", "app"))
          .oneOf("text", "source", "link", "directory", "device");

  private static final Struct USER =
      Struct.of(
          "user",
          Field.of("uid", LeafType.ID, "The user's number.", "500"),
          Field.of("group", LeafType.ACCOUNT, "The primary group; the user's name without.", "app"),
          Field.of(
              "groups",
              new ListOf(new Leaf(LeafType.ACCOUNT), Merge.ADD),
              "Further groups.",
              "[dialout]"),
          Field.of("home", LeafType.IMAGE_PATH, "The home directory.", "/var/lib/app"),
          Field.of("shell", LeafType.IMAGE_PATH, "The login shell.", "/bin/sh"),
          Field.of("comment", LeafType.TEXT, "The name in full.", "Controller"),
          Field.of(
              "password", LeafType.PASSWORD, "A crypt(5) hash; without it, no login.", "\"$6$…\""),
          Field.of(
              "subids",
              LeafType.ID,
              "The first of 65536 ids for namespaces of the user (/etc/subuid, /etc/subgid).",
              "100000"));

  private static final Struct GROUP =
      Struct.shortBy(
          "group",
          Field.of("gid", LeafType.ID, "The group's number.", "500"),
          Field.of(
              "members",
              new ListOf(new Leaf(LeafType.ACCOUNT), Merge.ADD),
              "Users in the group.",
              "[app]"));

  private static final Struct SERVICE =
      Struct.shortBy(
          "service",
          Field.of("name", LeafType.SERVICE, "The service; `-x` disables x.", "sshd"),
          Field.of("runlevel", LeafType.NAME, "OpenRC's runlevel; systemd ignores it.", "boot"));

  static final List<Field> LIST =
      List.of(
          Field.of(
              "files",
              new MapOf(LeafType.IMAGE_PATH, FILE),
              "Files, directories and links to add, by their path in the image.",
              "{ /etc/motd: { text: \"hello\\n\", mode: \"0644\" } }"),
          Field.of(
              "users",
              new MapOf(LeafType.ACCOUNT, USER),
              "User accounts to add.",
              "{ app: { uid: 500, home: /var/lib/app } }"),
          Field.of("groups", new MapOf(LeafType.ACCOUNT, GROUP), "Groups to add.", "{ app: 500 }"),
          Field.of(
              "services",
              new ListOf(SERVICE, Merge.SIGNED),
              "Services to enable; `-x` disables x.",
              "[sshd, -netmount]"),
          Field.of("hostname", LeafType.HOSTNAME, "The host name.", "line3"),
          Field.of("locale", LeafType.LOCALE, "The system's locale.", "C.UTF-8"),
          Field.of("timezone", LeafType.TIMEZONE, "The system's time zone.", "Europe/Vienna"),
          Field.of(
              "locales",
              new ListOf(new Leaf(LeafType.LOCALE), Merge.ADD),
              "The locales to generate.",
              "[en_US.UTF-8]"));
}
