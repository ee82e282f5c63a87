package dev.envc.rootfs.script.gsettings;

import dev.envc.rootfs.script.glib.GlibException;
import dev.envc.rootfs.script.glib.GlibTable;
import dev.envc.rootfs.script.glib.Variant;
import dev.envc.rootfs.script.glib.VariantText;
import dev.envc.rootfs.script.glib.VariantType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key of a schema while it is read.
final class SchemaKey {
  /// Where the names of its values are from.
  enum Names {
    CHOICES('c'),
    ENUMERATION('e'),
    FLAGS('f');

    private final char letter;

    Names(char letter) {
      this.letter = letter;
    }
  }

  /// The smallest and the greatest number of a type.
  private static final Map<Character, List<String>> LIMITS =
      Map.of(
          'y', List.of("0", "255"),
          'n', List.of("-32768", "32767"),
          'q', List.of("0", "65535"),
          'i', List.of("-2147483648", "2147483647"),
          'u', List.of("0", "4294967295"),
          'x', List.of("-9223372036854775808", "9223372036854775807"),
          't', List.of("0", "18446744073709551615"),
          'd', List.of("-inf", "inf"));

  private final VariantType type;
  private final Names kind;
  private final NameMap names;
  private final boolean isOverride;
  private @Nullable Range range;
  private @Nullable Variant value;
  private @Nullable Translation translation;
  private final GlibTable<Variant> ofDesktops = new GlibTable<>();

  private record Range(Variant.Scalar least, Variant.Scalar most) {}

  /// How the default is translated.
  ///
  /// @param category `m` for messages, `t` for the time
  record Translation(char category, String text) {}

  private SchemaKey(VariantType type, Names kind, NameMap names, boolean isOverride) {
    this.type = type;
    this.kind = kind;
    this.names = names;
    this.isOverride = isOverride;
  }

  static SchemaKey of(VariantType type) {
    return new SchemaKey(type, Names.CHOICES, new NameMap(), false);
  }

  static SchemaKey of(Names kind, NameMap names) {
    VariantType type = kind == Names.FLAGS ? new VariantType("as") : VariantType.STRING;
    return new SchemaKey(type, kind, names.copy(), false);
  }

  /// The key of a schema that extends the one with this, with another default.
  SchemaKey override() {
    var key = new SchemaKey(type, kind, names.copy(), true);
    key.range = range;
    return key;
  }

  boolean isOverride() {
    return isOverride;
  }

  boolean isTranslated() {
    return translation != null;
  }

  Optional<Variant> value() {
    return Optional.ofNullable(value);
  }

  void setDefault(String text, @Nullable Translation translated) throws SchemaException {
    value = parse(text);
    translation = translated;
    check();
  }

  void setRange(Optional<String> least, Optional<String> most) throws SchemaException {
    List<String> limits = LIMITS.get(type.kind());
    if (limits == null || range != null) {
      throw new SchemaException("a range is there twice, or not of a number");
    }
    var numbers =
        new Range(
            (Variant.Scalar) parse(least.orElse(limits.getFirst())),
            (Variant.Scalar) parse(most.orElse(limits.getLast())));
    if (Variant.compare(numbers.least(), numbers.most()) > 0) {
      throw new SchemaException("a range ends before it begins");
    }
    range = numbers;
    check();
  }

  /// The map to which choices are added.
  NameMap choices() throws SchemaException {
    if (kind != Names.CHOICES || !names.isEmpty() || !type.text().matches("[am]*s")) {
      throw new SchemaException("choices are there twice, or not of strings");
    }
    return names;
  }

  /// The map to which aliases are added.
  NameMap aliases() throws SchemaException {
    if (names.isEmpty()) {
      throw new SchemaException("aliases are of no values");
    }
    return names;
  }

  void check() throws SchemaException {
    if (value != null && !allows(value)) {
      throw new SchemaException("a default is not among the values that are allowed");
    }
  }

  private Variant parse(String text) throws SchemaException {
    try {
      return VariantText.parse(type, text);
    } catch (GlibException e) {
      throw new SchemaException(String.valueOf(e.getMessage()));
    }
  }

  private boolean allows(Variant candidate) {
    if (range != null) {
      return candidate instanceof Variant.Scalar n
          && Variant.isWithin(n, range.least(), range.most());
    }
    return names.isEmpty() || areNames(candidate);
  }

  private boolean areNames(Variant candidate) {
    return switch (candidate) {
      case Variant.Text t -> names.isName(t.value());
      case Variant.Container c -> c.children().stream().allMatch(this::areNames);
      case Variant.Scalar _ -> false;
    };
  }

  /// Another default, of an override file: everywhere, or on one desktop.
  void replace(String text, Optional<String> desktop) throws SchemaException {
    if (desktop.isPresent() && translation != null) {
      throw new SchemaException("a default that is translated is the same on all desktops");
    }
    Variant other = parse(text);
    if (!allows(other)) {
      throw new SchemaException("a default is not among the values that are allowed");
    }
    if (desktop.isPresent()) {
      ofDesktops.put(desktop.get(), other);
    } else {
      value = other;
    }
  }

  /// The key as the file has it: the default, and what there is besides, by letter.
  Variant serialised() {
    var parts = new ArrayList<Variant>();
    parts.add(value().orElseThrow());
    if (translation != null) {
      parts.add(part('l', part(translation.category(), Variant.ofString(translation.text()))));
    }
    if (!names.isEmpty()) {
      parts.add(part(kind.letter, names.value()));
    }
    if (range != null) {
      parts.add(part('r', Variant.tuple(List.of(range.least(), range.most()))));
    }
    if (ofDesktops.size() > 0) {
      parts.add(part('d', Variant.dictionary(ofDesktops)));
    }
    return Variant.tuple(parts);
  }

  private static Variant part(char letter, Variant content) {
    return Variant.tuple(List.of(Variant.ofByte(letter), content));
  }
}
