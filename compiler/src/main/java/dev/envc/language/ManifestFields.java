package dev.envc.language;

import dev.envc.language.Shape.ListOf;
import dev.envc.language.Shape.MapOf;
import dev.envc.language.Shape.Merge;
import dev.envc.language.Shape.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of a manifest.
public final class ManifestFields {
  private ManifestFields() {}

  /// The version of the language that this table describes.
  public static final int VERSION = 1;

  private static final List<Field> CONTENT = content();

  /// The fields that a variant, a conditional part, or a manifest may have.
  public static final Struct FRAGMENT = new Struct("part", Optional.empty(), List.of(), CONTENT);

  /// All fields of a manifest.
  public static final Struct MANIFEST = new Struct("manifest", Optional.empty(), List.of(), all());

  private static List<Field> all() {
    var fields = new ArrayList<Field>();
    fields.addAll(HeadFields.LIST);
    fields.addAll(CONTENT);
    fields.add(
        Field.of(
            "variants",
            new MapOf(LeafType.NAME, FRAGMENT),
            "Other environments made from this one: each adds to it what its part says.",
            "{ dev: { packages: [dev-vcs/git] } }"));
    fields.add(
        Field.of(
            "when",
            new ListOf(FRAGMENT, Merge.ADD),
            "Parts that count only when their condition `if` holds.",
            "[{ if: arch == arm64, use: [neon] }]"));
    return fields;
  }

  private static List<Field> content() {
    var fields = new ArrayList<Field>();
    fields.addAll(PackageFields.LIST);
    fields.addAll(SystemFields.LIST);
    fields.addAll(OutputFields.LIST);
    return fields;
  }
}
