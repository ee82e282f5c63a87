package dev.envc.frontend.dsl;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Nodes;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.Field;
import dev.envc.language.LeafType;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/// From the parse tree to the ast: statements become fields, statements about one thing (`tree`,
/// `user`, …) entries of the field that holds all of them.
final class ManifestBuilder {
  /// The words of statements about one entry, which has a name.
  private static final Set<String> NAMED =
      Set.of("tree", "param", "binhost", "file", "user", "group", "output", "variant", "let");

  /// The values of `let` and of defaults: a text or a list of texts.
  private static final Shape VALUES =
      new Shape.ListOf(new Shape.Leaf(LeafType.TEXT), Shape.Merge.REPLACE);

  private final Offsets offsets;
  private final ValueBuilder values;
  private final Diagnostics diagnostics;

  ManifestBuilder(Offsets offsets, Diagnostics diagnostics) {
    this.offsets = offsets;
    this.values = new ValueBuilder(offsets, diagnostics);
    this.diagnostics = diagnostics;
  }

  Mapping manifest(EnvcParser.ManifestContext m) {
    var fields = new FieldCollector(diagnostics);
    int scalars = 0;
    if (m.ENVC() != null) {
      fields.put(key("envc", m.ENVC().getSymbol()), values.scalar(m.scalar(scalars++)));
    }
    if (m.ENVIRONMENT() != null) {
      fields.put(key("name", m.ENVIRONMENT().getSymbol()), values.scalar(m.scalar(scalars)));
    }
    m.body().statement().forEach(s -> statement(s, fields, ManifestFields.MANIFEST));
    return fields.mapping(offsets.span(m.getStart(), m.body().getStop()));
  }

  private Mapping part(EnvcParser.BodyContext body, Span span) {
    var fields = new FieldCollector(diagnostics);
    body.statement().forEach(s -> statement(s, fields, ManifestFields.FRAGMENT));
    return fields.mapping(span);
  }

  private void statement(EnvcParser.StatementContext s, FieldCollector fields, Shape.Struct shape) {
    switch (s) {
      case EnvcParser.ExtendsContext x -> sources(fields, x);
      case EnvcParser.LetContext l -> let(fields, l);
      case EnvcParser.TreeContext t -> put(fields, "trees", t, values.scalar(t.scalar()), tree(t));
      case EnvcParser.ParamContext p -> param(fields, p);
      case EnvcParser.BinhostContext c -> entry(fields, "binhosts", c, c.scalar(), c.rhs());
      case EnvcParser.FileContext c -> entry(fields, "files", c, c.scalar(), c.rhs());
      case EnvcParser.UserContext c -> entry(fields, "users", c, c.scalar(), c.rhs());
      case EnvcParser.GroupContext c -> entry(fields, "groups", c, c.scalar(), c.rhs());
      case EnvcParser.OutputContext c -> entry(fields, "outputs", c, c.scalar(), c.rhs());
      case EnvcParser.VariantContext v ->
          put(fields, "variants", v, values.scalar(v.scalar()), variant(v));
      case EnvcParser.WhenContext w -> when(fields, w);
      case EnvcParser.FieldContext f -> field(fields, f, shape);
      default -> throw new IllegalStateException("unknown statement " + s.getClass());
    }
  }

  private Node variant(EnvcParser.VariantContext v) {
    Mapping part = part(v.body(), offsets.span(v));
    return v.condition() == null
        ? part
        : Nodes.when(values.condition(v.condition()), part, offsets.span(v));
  }

  private void when(FieldCollector fields, EnvcParser.WhenContext w) {
    Span span = offsets.span(w);
    Node part =
        values.repeated(part(w.body(), span), w.loop(), Optional.ofNullable(w.condition()), span);
    fields.put(key("when", w.getStart()), new Sequence(List.of(part), span));
  }

  private void field(FieldCollector fields, EnvcParser.FieldContext f, Shape.Struct shape) {
    Scalar name = values.name(f.name());
    if (NAMED.contains(name.text()) && shape.field(name.text()).isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.DSL_SYNTAX,
                  name.span(),
                  "Behind `" + name.text() + "` stand a name and what belongs to it.")
              .hint("Write `" + name.text() + " NAME { … }`."));
      return;
    }
    List<EnvcParser.ValueContext> written = f.rhs().value();
    boolean modified =
        f.rhs().priority() != null || f.rhs().reason() != null || f.rhs().condition() != null;
    boolean flags = name.text().equals("use") && written.size() == 1 && !modified;
    if (flags && written.getFirst().block() != null) {
      use(fields, name, written.getFirst().block());
      return;
    }
    Shape of =
        shape.field(name.text()).map(Field::shape).orElseGet(() -> unknown(written.getFirst()));
    fields.put(name, values.rhs(f.rhs(), of));
  }

  /// What an unknown field seems to hold: that it is unknown is told later, so a list in braces is
  /// no mistake of its own.
  private Shape unknown(EnvcParser.ValueContext value) {
    var problems = new Diagnostics();
    var free = new Shape.Free();
    if (value.block() != null) {
      new ValueBuilder(offsets, problems).block(value.block(), free);
    }
    return problems.hasErrors() ? new Shape.ListOf(free, Shape.Merge.ADD) : free;
  }

  /// `use { ssl -X python_targets: python3_11 }`: what follows a label is a USE_EXPAND variable's.
  private void use(FieldCollector fields, Scalar name, EnvcParser.BlockContext block) {
    var plain = new ArrayList<EnvcParser.ItemContext>();
    var groups = new ArrayList<List<EnvcParser.ItemContext>>();
    for (EnvcParser.ItemContext i : block.item()) {
      if (i.LABEL() != null) {
        groups.add(new ArrayList<>(List.of(i)));
      } else {
        (groups.isEmpty() ? plain : groups.getLast()).add(i);
      }
    }
    if (!plain.isEmpty() || groups.isEmpty()) {
      Shape.ListOf flags = (Shape.ListOf) shape("use");
      fields.put(name, values.items(plain, flags, offsets.span(block)));
    }
    Shape.ListOf expanded = (Shape.ListOf) ((Shape.MapOf) shape("use-expand")).value();
    for (List<EnvcParser.ItemContext> group : groups) {
      Scalar label = label(group.getFirst().LABEL().getSymbol());
      Span all = offsets.span(group.getFirst().getStart(), group.getLast().getStop());
      Node list = values.items(group.subList(1, group.size()), expanded, all);
      fields.put(
          at("use-expand", label.span()),
          new Mapping(List.of(new Mapping.Entry(label, list)), all));
    }
  }

  private void param(FieldCollector fields, EnvcParser.ParamContext p) {
    boolean typed = p.LABEL() != null;
    Scalar first = values.scalar(p.scalar());
    var entries = new ArrayList<Mapping.Entry>();
    if (typed) {
      entries.add(new Mapping.Entry(at("type", first.span()), first));
    }
    if (p.ASSIGN() != null) {
      Node value = values.assigned(p.assigned(), VALUES);
      entries.add(new Mapping.Entry(at("default", value.span()), value));
    }
    if (p.block() != null) {
      entries.addAll(values.pairs(p.block(), valueShape("params")).entries());
    }
    Scalar name = typed ? label(p.LABEL().getSymbol()) : first;
    put(fields, "params", p, name, new Mapping(entries, offsets.span(p)));
  }

  private void let(FieldCollector fields, EnvcParser.LetContext l) {
    put(fields, "let", l, values.scalar(l.scalar()), values.rhs(l.rhs(), VALUES));
  }

  /// `extends FILE from REPOSITORY at COMMIT, std:…`
  private void sources(FieldCollector fields, EnvcParser.ExtendsContext x) {
    var items = new ArrayList<Node>();
    for (EnvcParser.SourceContext s : x.source()) {
      Scalar path = values.scalar(s.scalar(0));
      if (s.FROM() == null) {
        items.add(path);
      } else {
        var entries = new ArrayList<Mapping.Entry>();
        entries.add(new Mapping.Entry(at("path", path.span()), path));
        entries.add(
            new Mapping.Entry(key("git", s.FROM().getSymbol()), values.scalar(s.scalar(1))));
        if (s.AT() != null) {
          entries.add(
              new Mapping.Entry(key("commit", s.AT().getSymbol()), values.scalar(s.scalar(2))));
        }
        items.add(new Mapping(entries, offsets.span(s)));
      }
    }
    Span span = offsets.span(x.source().getFirst().getStart(), x.source().getLast().getStop());
    boolean one = items.size() == 1 && items.getFirst() instanceof Scalar;
    fields.put(
        key("extends", x.EXTENDS().getSymbol()),
        one ? items.getFirst() : new Sequence(items, span));
  }

  private Node tree(EnvcParser.TreeContext t) {
    Node tree = unconditionalTree(t);
    return t.condition() == null
        ? tree
        : Nodes.when(values.condition(t.condition()), tree, offsets.span(t));
  }

  private Node unconditionalTree(EnvcParser.TreeContext t) {
    if (t.block() != null) {
      return values.block(t.block(), valueShape("trees"));
    }
    var fields = new FieldCollector(diagnostics);
    for (EnvcParser.TreePartContext p : t.treePart()) {
      String name =
          switch (p.getStart().getType()) {
            case EnvcLexer.FROM -> "git";
            case EnvcLexer.AT -> "commit";
            case EnvcLexer.UNDER -> "subdir";
            default -> "directory";
          };
      fields.put(key(name, p.getStart()), values.scalar(p.scalar()));
    }
    return fields.mapping(offsets.span(t));
  }

  private void entry(
      FieldCollector fields,
      String field,
      ParserRuleContext statement,
      EnvcParser.ScalarContext name,
      EnvcParser.RhsContext rhs) {
    put(fields, field, statement, values.scalar(name), values.rhs(rhs, valueShape(field)));
  }

  private void put(
      FieldCollector fields, String field, ParserRuleContext statement, Scalar name, Node value) {
    Span span = offsets.span(statement);
    var entry = new Mapping.Entry(name, value);
    fields.put(key(field, statement.getStart()), new Mapping(List.of(entry), span));
  }

  private static Shape shape(String field) {
    return ManifestFields.MANIFEST.field(field).orElseThrow().shape();
  }

  /// The shape of the values of a field that is a mapping.
  private static Shape valueShape(String field) {
    return ((Shape.MapOf) shape(field)).value();
  }

  private Scalar key(String field, Token token) {
    return at(field, offsets.span(token));
  }

  private static Scalar at(String field, Span span) {
    return new Scalar(field, Scalar.Style.PLAIN, span);
  }

  private Scalar label(Token token) {
    Span span = offsets.span(token);
    String text = token.getText().substring(0, token.getText().length() - 1);
    return at(text, span.file().span(span.start(), span.end() - 1));
  }
}
