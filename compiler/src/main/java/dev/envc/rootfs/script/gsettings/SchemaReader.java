package dev.envc.rootfs.script.gsettings;

import dev.envc.rootfs.script.glib.GlibException;
import dev.envc.rootfs.script.glib.GlibTable;
import dev.envc.rootfs.script.glib.VariantType;
import dev.envc.rootfs.script.xml.XmlNode.Element;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads files `*.gschema.xml` and `*.enums.xml` into tables, one after another: what a file refers
/// to must be in it before, or in a file before it.
final class SchemaReader {
  private final GlibTable<Schema> schemas = new GlibTable<>();
  private final GlibTable<NameMap> enumerations = new GlibTable<>();
  private final GlibTable<NameMap> flags = new GlibTable<>();

  /// What takes out what the file that is read has added.
  private final List<Runnable> undo = new ArrayList<>();

  GlibTable<Schema> schemas() {
    return schemas;
  }

  /// Reads a file; nothing of it is kept when it is wrong anywhere.
  void read(Element root) throws SchemaException {
    undo.clear();
    try {
      schemaList(root);
    } catch (SchemaException e) {
      undo.reversed().forEach(Runnable::run);
      throw e;
    }
  }

  private void schemaList(Element root) throws SchemaException {
    Markup.check(root, "schemalist", "gettext-domain");
    for (Element child : Markup.only(root, "schema", "enum", "flags")) {
      if (child.name().equals("schema")) {
        schema(child, root.attribute("gettext-domain"));
      } else {
        numbers(child);
      }
    }
  }

  private void numbers(Element element) throws SchemaException {
    Markup.check(element, element.name(), "id");
    boolean isFlags = element.name().equals("flags");
    GlibTable<NameMap> table = isFlags ? flags : enumerations;
    String id = Markup.required(element, "id");
    if (table.contains(id)) {
      throw new SchemaException("`" + id + "` is there twice");
    }
    var names = new NameMap();
    table.put(id, names);
    undo.add(() -> table.remove(id));
    for (Element value : Markup.only(element, "value")) {
      Markup.check(value, "value", "nick", "value");
      Markup.only(value);
      number(names, Markup.required(value, "nick"), Markup.required(value, "value"), isFlags);
    }
    if (names.isEmpty()) {
      throw new SchemaException("`" + id + "` has no value");
    }
  }

  private static void number(NameMap names, String nick, String text, boolean isFlags)
      throws SchemaException {
    long number = number(text);
    boolean fits = isFlags ? number >= 0 && number < 1L << 32 : number == (int) number;
    if (nick.length() < 2 || !fits || (isFlags && Long.bitCount(number) > 1)) {
      throw new SchemaException("the value `" + nick + "`, " + text + ", is wrong");
    }
    if (names.hasNumber((int) number)) {
      throw new SchemaException("two values are " + text);
    }
    if (!isFlags || number != 0) {
      names.add(nick, (int) number);
    }
  }

  /// A number as strtoll(3) reads it with base 0.
  private static long number(String text) throws SchemaException {
    String digits = text.replaceFirst("^[-+]", "");
    int base =
        digits.matches("0[xX][0-9a-fA-F]{1,16}") ? 16 : digits.matches("0[0-7]{1,20}") ? 8 : 10;
    if (base == 10 && !digits.matches("\\d{1,19}")) {
      throw new SchemaException("`" + text + "` is no number");
    }
    var number = new BigInteger(base == 16 ? digits.substring(2) : digits, base);
    return (text.startsWith("-") ? number.negate() : number).longValue();
  }

  private void schema(Element element, Optional<String> domain) throws SchemaException {
    Markup.check(element, "schema", "id", "path", "gettext-domain", "extends", "list-of");
    String id = Markup.required(element, "id");
    if (schemas.contains(id)) {
      throw new SchemaException("the schema `" + id + "` is there twice");
    }
    Optional<String> extended = element.attribute("extends");
    @Nullable Schema parent = extended.isPresent() ? known(extended.get()) : null;
    Optional<String> listOf = listOf(element.attribute("list-of"), parent);
    Optional<String> path = element.attribute("path");
    checkPath(path, listOf.isPresent());
    var schema =
        new Schema(
            path, element.attribute("gettext-domain").or(() -> domain), extended, listOf, parent);
    schemas.put(id, schema);
    undo.add(() -> schemas.remove(id));
    for (Element child : Markup.only(element, "key", "child", "override")) {
      switch (child.name()) {
        case "key" -> key(child, schema);
        case "child" -> {
          Markup.check(child, "child", "name", "schema");
          Markup.only(child);
          schema.addChild(Markup.required(child, "name"), Markup.required(child, "schema"));
        }
        default -> {
          Markup.check(child, "override", "name", "l10n", "context");
          setDefault(child, schema.addOverride(Markup.required(child, "name")), schema);
        }
      }
    }
  }

  private Schema known(String id) throws SchemaException {
    return schemas
        .get(id)
        .orElseThrow(() -> new SchemaException("the schema `" + id + "` is not there before it"));
  }

  /// What a schema is a list of; the same as the schema it extends unless it says more.
  private Optional<String> listOf(Optional<String> named, @Nullable Schema parent)
      throws SchemaException {
    if (named.isPresent() && known(named.get()).path().isPresent()) {
      throw new SchemaException("it is a list of a schema that has a path");
    }
    if (parent == null) {
      return named;
    }
    if (parent.path().isPresent()) {
      throw new SchemaException("it extends a schema that has a path");
    }
    if (named.isPresent()
        && !(parent.listOf().isPresent() && extendsTo(named.get(), parent.listOf().get()))) {
      throw new SchemaException("it is a list of another kind than the schema that it extends");
    }
    return named.or(parent::listOf);
  }

  private boolean extendsTo(String id, String ancestor) throws SchemaException {
    Optional<String> name = Optional.of(id);
    while (name.isPresent() && !name.get().equals(ancestor)) {
      name = known(name.get()).extended();
    }
    return name.isPresent();
  }

  private static void checkPath(Optional<String> path, boolean isList) throws SchemaException {
    if (path.isPresent()
        && !(path.get().startsWith("/") && path.get().endsWith(isList ? ":/" : "/"))) {
      throw new SchemaException(
          "the path `" + path.get() + "` does not begin with `/` and end with `/`, `:/` of a list");
    }
  }

  private void key(Element element, Schema schema) throws SchemaException {
    Markup.check(element, "key", "name", "type", "enum", "flags");
    if (element.attributes().size() != 2) {
      throw new SchemaException("a key has one of the attributes type, enum and flags");
    }
    SchemaKey key = key(element);
    String name = Markup.required(element, "name");
    schema.addKey(name, key);
    for (Element child :
        Markup.only(element, "default", "summary", "description", "range", "choices", "aliases")) {
      switch (child.name()) {
        case "default" -> {
          Markup.check(child, "default", "l10n", "context");
          setDefault(child, key, schema);
        }
        case "range" -> {
          Markup.check(child, "range", "min", "max");
          Markup.only(child);
          key.setRange(child.attribute("min"), child.attribute("max"));
        }
        case "choices" -> choices(child, key);
        case "aliases" -> aliases(child, key);
        default -> {
          Markup.check(child, child.name());
          Markup.text(child);
        }
      }
    }
    if (key.value().isEmpty()) {
      throw new SchemaException("the key `" + name + "` has no default");
    }
  }

  private SchemaKey key(Element element) throws SchemaException {
    Optional<String> type = element.attribute("type");
    if (type.isPresent()) {
      try {
        return SchemaKey.of(VariantType.parse(type.get()));
      } catch (GlibException e) {
        throw new SchemaException(String.valueOf(e.getMessage()));
      }
    }
    boolean isFlags = element.attribute("flags").isPresent();
    String id = Markup.required(element, isFlags ? "flags" : "enum");
    return SchemaKey.of(
        isFlags ? SchemaKey.Names.FLAGS : SchemaKey.Names.ENUMERATION,
        (isFlags ? flags : enumerations)
            .get(id)
            .orElseThrow(() -> new SchemaException("`" + id + "` is not there before it")));
  }

  private static void choices(Element element, SchemaKey key) throws SchemaException {
    Markup.check(element, "choices");
    NameMap names = key.choices();
    for (Element choice : Markup.only(element, "choice")) {
      Markup.check(choice, "choice", "value");
      Markup.only(choice);
      names.add(Markup.required(choice, "value"), 0);
    }
    if (names.isEmpty()) {
      throw new SchemaException("choices are empty");
    }
    key.check();
  }

  private static void aliases(Element element, SchemaKey key) throws SchemaException {
    Markup.check(element, "aliases");
    NameMap names = key.aliases();
    List<Element> aliases = Markup.only(element, "alias");
    for (Element alias : aliases) {
      Markup.check(alias, "alias", "value", "target");
      Markup.only(alias);
      names.addAlias(Markup.required(alias, "value"), Markup.required(alias, "target"));
    }
    if (aliases.isEmpty()) {
      throw new SchemaException("aliases are empty");
    }
  }

  private static void setDefault(Element element, SchemaKey key, Schema schema)
      throws SchemaException {
    String text = Markup.text(element);
    Optional<String> category = element.attribute("l10n");
    Optional<String> context = element.attribute("context");
    if (category.isEmpty()) {
      if (context.isPresent()) {
        throw new SchemaException("a default has a context and is not translated");
      }
      key.setDefault(text, null);
      return;
    }
    if (!category.get().matches("messages|time") || !schema.hasDomain()) {
      throw new SchemaException(
          "a default is translated without a domain, or as neither messages nor time");
    }
    // A message with a context is looked up with both.
    String message = context.map(c -> c + "\004").orElse("") + Markup.strip(text);
    key.setDefault(text, new SchemaKey.Translation(category.get().charAt(0), message));
  }
}
