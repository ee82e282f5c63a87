package dev.envc.tree.index;

import dev.envc.pms.PackageName;
import dev.envc.tree.IndexedEbuild;
import dev.envc.tree.IndexedEbuild.Origin;
import dev.envc.tree.TreeIndexWriter;
import dev.envc.tree.TreeSource;
import dev.envc.tree.metadata.EbuildText;
import dev.envc.tree.metadata.Eclasses;
import dev.envc.tree.metadata.MetadataGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// Makes the index of a tree: finds the ebuilds, takes what the metadata cache has where its
/// digests hold, and has the rest generated.
final class IndexBuilder {
  private final TreeSource source;
  private final String repository;
  private final Eclasses eclasses;
  private final MetadataGenerator generator;
  private final ContentMd5 digests;

  IndexBuilder(
      TreeSource source,
      String repository,
      Eclasses eclasses,
      MetadataGenerator generator,
      ContentMd5 digests) {
    this.source = source;
    this.repository = repository;
    this.eclasses = eclasses;
    this.generator = generator;
    this.digests = digests;
  }

  /// An ebuild, with its metadata when the cache has it.
  private record Step(FoundEbuild found, Optional<IndexedEbuild> done) {}

  /// The bytes of the index.
  byte[] build(List<String> categories) throws IOException {
    var packages = new TreeMap<PackageName, List<Step>>();
    List<Callable<SortedMap<PackageName, List<Step>>>> tasks = new ArrayList<>();
    for (String category : categories) {
      tasks.add(() -> category(category));
    }
    Parallel.run(tasks).forEach(packages::putAll);
    Iterator<IndexedEbuild> generated = generate(packages).iterator();

    var indexed = new TreeMap<PackageName, List<IndexedEbuild>>();
    boolean gaps = false;
    for (Map.Entry<PackageName, List<Step>> e : packages.entrySet()) {
      var ebuilds = new ArrayList<IndexedEbuild>();
      for (Step step : e.getValue()) {
        ebuilds.add(step.done.isPresent() ? step.done.get() : generated.next());
      }
      gaps |= ebuilds.stream().anyMatch(x -> x.origin() == Origin.UNREADABLE_HERE);
      ebuilds.sort(Comparator.comparing(IndexedEbuild::version));
      indexed.put(e.getKey(), ebuilds);
    }
    var properties = new TreeMap<String, String>();
    if (gaps) {
      properties.put(IndexStore.MADE_WITH, generator.ability());
    }
    return TreeIndexWriter.write(properties, indexed);
  }

  private SortedMap<PackageName, List<Step>> category(String category) throws IOException {
    var steps = new TreeMap<PackageName, List<Step>>();
    for (var e : TreeScan.ebuilds(source, category).entrySet()) {
      var list = new ArrayList<Step>();
      for (FoundEbuild ebuild : e.getValue()) {
        list.add(new Step(ebuild, fromCache(ebuild)));
      }
      steps.put(e.getKey(), list);
    }
    return steps;
  }

  private Optional<IndexedEbuild> fromCache(FoundEbuild ebuild) throws IOException {
    if (ebuild.cacheEntry().isEmpty()) {
      return Optional.empty();
    }
    Optional<CacheEntry> entry = CacheEntry.parse(source.content(ebuild.cacheEntry().get()));
    if (entry.isEmpty() || !entry.get().isValid(digests.of(source, ebuild.file()), eclasses)) {
      return Optional.empty();
    }
    return Optional.of(
        new IndexedEbuild(
            ebuild.cpv().version(), Origin.CACHE, entry.get().values(), Optional.empty()));
  }

  private List<IndexedEbuild> generate(SortedMap<PackageName, List<Step>> packages)
      throws IOException {
    var wanted = new ArrayList<EbuildText>();
    for (List<Step> steps : packages.values()) {
      for (Step step : steps) {
        if (step.done.isEmpty()) {
          wanted.add(text(step.found));
        }
      }
    }
    return wanted.isEmpty() ? List.of() : generator.generate(wanted, eclasses);
  }

  private EbuildText text(FoundEbuild ebuild) {
    TreeSource.Entry file = ebuild.file();
    return new EbuildText(
        ebuild.cpv(),
        repository + ":" + file.path(),
        () ->
            file.kind() == TreeSource.Kind.FILE
                ? source.content(file)
                : source.read(file.path()).orElseThrow(() -> new IOException(file.path())));
  }
}
