package dev.envc.tree.metadata;

import dev.envc.tree.TreeSource;
import dev.envc.tree.TreeSource.Entry;
import dev.envc.tree.TreeSource.Kind;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The eclasses that the ebuilds of one repository can inherit: its own, then those of its masters,
/// the last master first (PMS 10.1, portage(5) `masters`).
public final class Eclasses {
  private static final String SUFFIX = ".eclass";

  private final SortedMap<String, Eclass> byName;
  private final ConcurrentHashMap<String, String> md5 = new ConcurrentHashMap<>();

  private Eclasses(SortedMap<String, Eclass> byName) {
    this.byName = Collections.unmodifiableSortedMap(byName);
  }

  public static Eclasses none() {
    return new Eclasses(new TreeMap<>());
  }

  /// These, with the eclasses of a repository on top.
  public Eclasses with(String repository, TreeSource source) throws IOException {
    var all = new TreeMap<>(byName);
    for (Entry e : source.entries("eclass")) {
      if (e.name().endsWith(SUFFIX) && (e.kind() == Kind.FILE || e.kind() == Kind.LINK)) {
        String name = e.name().substring(0, e.name().length() - SUFFIX.length());
        all.put(name, new Eclass(name, repository, source, e));
      }
    }
    return new Eclasses(all);
  }

  public Optional<Eclass> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public SortedMap<String, Eclass> all() {
    return byName;
  }

  /// The hexadecimal MD5 of an eclass; empty when there is none of that name.
  public Optional<String> md5(String name) throws IOException {
    Eclass eclass = byName.get(name);
    if (eclass == null) {
      return Optional.empty();
    }
    String known = md5.get(name);
    if (known == null) {
      known = Md5.of(eclass.text());
      md5.put(name, known);
    }
    return Optional.of(known);
  }
}
