package dev.envc.language;

import dev.envc.language.Shape.Leaf;
import dev.envc.language.Shape.ListOf;
import dev.envc.language.Shape.MapOf;
import dev.envc.language.Shape.Merge;
import dev.envc.language.Shape.Struct;
import java.util.List;

/// Settings of backends, and policy.
final class OutputFields {
  private OutputFields() {}

  private static final Struct AGE =
      Struct.shortBy(
          "age",
          Field.of("fail", LeafType.DURATION, "An older commit is an error.", "365d"),
          Field.of("warn", LeafType.DURATION, "An older commit is a warning.", "180d"));

  private static Field permission(String check, String doc) {
    return Field.of(check, LeafType.PERMISSION_ACTION, doc, "fail");
  }

  private static final Struct PERMISSIONS =
      Struct.of(
          "permissions",
          permission(
              "umask",
              "Modes that look like the umask of one build; `fail` without where it is certain."),
          permission("world-writable", "Files and directories that everybody may write."),
          permission("setuid", "Programs that run as another user."),
          permission("setgid", "Programs that run as another group."),
          permission("capabilities", "Programs with file capabilities."),
          permission("unowned", "Files of a user or group that no account has."));

  private static final Struct WAIVER =
      Struct.shortBy(
          "waiver",
          Field.of(
              "because", LeafType.TEXT, "Why it is meant to be.", "DynamicUser keeps state there"),
          Field.of(
              "checks",
              new ListOf(new Leaf(LeafType.PERMISSION_CHECK), Merge.ADD),
              "The checks that are waived; all without.",
              "[umask]"));

  private static final Struct POLICY =
      Struct.of(
          "policy",
          Field.of(
              "max-tree-age",
              AGE,
              "How old the commit of a tree may be.",
              "{ warn: 180d, fail: 365d }"),
          Field.of(
              "licenses",
              new ListOf(new Leaf(LeafType.LICENSE), Merge.ADD),
              "The only licenses a package may have.",
              "[MIT, GPL-2]"),
          Field.of(
              "forbid",
              new ListOf(PackageFields.RULE, Merge.ADD),
              "Packages that must not be in the environment.",
              "[{ atom: net-misc/telnet-bsd, because: clear-text passwords }]"),
          Field.of(
              "setuid",
              new ListOf(new Leaf(LeafType.IMAGE_PATH), Merge.ADD),
              "The only files that may be setuid or setgid.",
              "[/bin/su]"),
          Field.of(
              "permissions",
              PERMISSIONS,
              "What a finding of the permission audit leads to: `allow`, `warn` or `fail`.",
              "{ umask: fail, world-writable: fail }"),
          Field.of(
              "waivers",
              new MapOf(LeafType.WAIVED, WAIVER),
              "Findings of the permission audit that are meant to be, by path (with all below it)"
                  + " or package, with the reason.",
              "{ /var/lib/private: DynamicUser keeps state there }"),
          Field.of(
              "require-reasons",
              LeafType.BOOLEAN,
              "Whether each mask, unmask and provided package must say `because`.",
              "true"));

  static final List<Field> LIST =
      List.of(
          Field.of(
              "outputs",
              new MapOf(LeafType.BACKEND, HeadFields.FREE),
              "Settings of backends, by the backend's name.",
              "{ oci: { entrypoint: [/usr/bin/controller], user: controller } }"),
          Field.of(
              "policy",
              POLICY,
              "What the environment must keep to when it is locked and compiled.",
              "{ max-tree-age: { warn: 180d, fail: 365d } }"));
}
