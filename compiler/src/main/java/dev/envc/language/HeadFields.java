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
              LeafType.TEXT,
              "The value when none is set; without it one must be set.",
              "false"),
          Field.of("type", LeafType.PARAMETER_TYPE, "The type: text, bool or int.", "bool"),
          Field.of("description", LeafType.TEXT, "What it is for.", "Adds debuggers"),
          Field.of(
              "one-of",
              new ListOf(new Leaf(LeafType.TEXT), Merge.REPLACE),
              "The only values allowed.",
              "[left, right]"),
          Field.of("min", LeafType.NUMBER, "The smallest number allowed.", "1"),
          Field.of("max", LeafType.NUMBER, "The largest number allowed.", "12"));

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
              new ListOf(new Leaf(LeafType.IMPORT), Merge.REPLACE),
              "Manifests that this one builds on, the most general first.",
              "[std:role/server, ../common.env.yaml]"),
          Field.of(
              "params",
              new MapOf(LeafType.PARAMETER_NAME, PARAMETER),
              "Parameters, set by `--set name=value` and used as `${{ name }}` or in conditions.",
              "{ debug: { type: bool, default: false } }"),
          Field.of(
              "matrix",
              new MapOf(
                  LeafType.PARAMETER_NAME, new ListOf(new Leaf(LeafType.TEXT), Merge.REPLACE)),
              "Values of parameters; each combination gives environments of its own.",
              "{ line: [1, 2, 3] }"));

  static final Free FREE = new Free();
}
