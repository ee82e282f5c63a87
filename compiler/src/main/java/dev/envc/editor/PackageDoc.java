package dev.envc.editor;

import dev.envc.pms.PackageName;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.MetadataKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// What the trees say of a package and of its flags, in Markdown.
final class PackageDoc {
  private static final int MOST_VERSIONS = 8;
  private static final int MOST_FLAGS = 30;

  private PackageDoc() {}

  /// Of the package that an atom is about; empty when the trees have none such.
  static Optional<String> of(String atom, TreeFacts facts) throws IOException {
    Optional<PackageName> name = facts.named(atom);
    return name.isEmpty() ? Optional.empty() : Optional.of(of(name.get(), facts));
  }

  private static String of(PackageName name, TreeFacts facts) throws IOException {
    List<EbuildMetadata> versions = facts.versions(name);
    EbuildMetadata best = versions.getFirst();
    var doc = new StringBuilder("**" + name + "** — " + plain(best.description()) + "\n\n");
    line(doc, "Homepage", best.text(MetadataKey.HOMEPAGE));
    line(doc, "License", best.text(MetadataKey.LICENSE));
    doc.append("\n");
    for (EbuildMetadata e : versions.subList(0, Math.min(MOST_VERSIONS, versions.size()))) {
      doc.append("- ").append(e.cpv().version()).append(", slot ").append(e.slot());
      doc.append(": `").append(e.text(MetadataKey.KEYWORDS)).append("`\n");
    }
    SortedSet<String> flags = facts.flags(name);
    if (!flags.isEmpty()) {
      doc.append("\nUSE flags:\n\n");
      FlagDocs docs = FlagDocs.of(name, facts.trees());
      for (String flag : flags.stream().limit(MOST_FLAGS).toList()) {
        doc.append("- `").append(flag).append('`');
        docs.of(flag).ifPresent(d -> doc.append(" — ").append(plain(d)));
        doc.append('\n');
      }
    }
    return doc.toString();
  }

  private static void line(StringBuilder doc, String what, String value) {
    if (!value.isEmpty()) {
      doc.append(what).append(": ").append(plain(value)).append("  \n");
    }
  }

  /// A flag, for a package or in general; empty when nobody says what it means.
  static Optional<String> flag(String flag, Optional<String> subject, TreeFacts facts)
      throws IOException {
    Optional<PackageName> name = subject.flatMap(facts::named);
    FlagDocs docs =
        name.isPresent() ? FlagDocs.of(name.get(), facts.trees()) : FlagDocs.general(facts.trees());
    String of = name.map(n -> " of " + n).orElse("");
    return docs.of(flag).map(d -> "**" + flag + "**" + of + " — " + plain(d));
  }

  /// What trees say is text, not Markdown.
  private static String plain(String text) {
    return text.replaceAll("([\\\\`*_<>\\[\\]])", "\\\\$1");
  }
}
