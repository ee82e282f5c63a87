package dev.envc.language;

import dev.envc.language.Shape.Free;
import dev.envc.language.Shape.Leaf;
import dev.envc.language.Shape.ListOf;
import dev.envc.language.Shape.MapOf;
import dev.envc.language.Shape.Merge;
import dev.envc.language.Shape.Struct;
import java.util.List;

/// What a manifest is and what it is made from.
final class HeadFields {
  private HeadFields() {}

  private static final Struct PARAMETER =
      Struct.shortBy(
          "parameter",
          Field.of(
              "default",
              new ListOf(new Leaf(LeafType.TEXT), Merge.REPLACE),
              "The value when none is set; without it one must be set.",
              "false"),
          Field.of("type", LeafType.PARAMETER_TYPE, "The type: text, bool, int or list.", "bool"),
          Field.of("description", LeafType.TEXT, "What it is for.", "Adds debuggers"),
          Field.of(
              "one-of",
              new ListOf(new Leaf(LeafType.TEXT), Merge.REPLACE),
              "The only values allowed.",
              "[left, right]"),
          Field.of("min", LeafType.NUMBER, "The smallest number allowed.", "1"),
          Field.of("max", LeafType.NUMBER, "The largest number allowed.", "12"));

  private static final Struct IMPORT =
      Struct.shortBy(
          "import",
          Field.of(
              "path",
              LeafType.IMPORT,
              "A manifest: a file, or with `git` a path in the commit.",
              "lines/common.env.yaml"),
          Field.of(
              "git",
              LeafType.TEXT,
              "The repository's URL, or a path relative to the manifest.",
              "https://git.example.com/environments"),
          Field.of(
              "commit",
              LeafType.TEXT,
              "The commit, with all its 40 (or 64) hexadecimal digits.",
              "b2bcc50fd17267e7baed91d9c248d5cafd10d14e"));

  static final List<Field> LIST =
      List.of(
          Field.of(
              "envc",
              LeafType.LANGUAGE_VERSION,
              "The version of the language the manifest is written in.",
              "1"),
          Field.of("name", LeafType.NAME, "What artefacts and locks are named after.", "line3"),
          Field.of(
              "description",
              LeafType.TEXT,
              "One sentence about the environment; images carry it.",
              "Line 3 controllers"),
          Field.of(
              "arch",
              new ListOf(new Leaf(LeafType.ARCH), Merge.REPLACE),
              "The Gentoo architecture, or a list of them.",
              "arm64"),
          Field.of(
              "extends",
              new ListOf(IMPORT, Merge.REPLACE),
              "Manifests that this one builds on, the most general first.",
              "[std:role/server, ../common.env.yaml]"),
          Field.of(
              "params",
              new MapOf(LeafType.PARAMETER_NAME, PARAMETER),
              "Parameters, set by `--set name=value` and used as `${{ name }}` or in conditions.",
              "{ debug: { type: bool, default: false } }"),
          Field.of(
              "let",
              new MapOf(
                  LeafType.PARAMETER_NAME, new ListOf(new Leaf(LeafType.TEXT), Merge.REPLACE)),
              "Texts and lists that are written once and used as `${{ name }}` or in loops.",
              "{ ports: [80, 443] }"),
          Field.of(
              "matrix",
              new MapOf(
                  LeafType.PARAMETER_NAME, new ListOf(new Leaf(LeafType.TEXT), Merge.REPLACE)),
              "Values of parameters; each combination gives environments of its own.",
              "{ line: [1, 2, 3] }"));

  static final Free FREE = new Free();
}
