package dev.envc.attest.sbom;

import dev.envc.attest.sbom.Bill.Component;
import dev.envc.attest.sbom.Bill.OwnedFile;
import dev.envc.attest.sbom.Bill.Property;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedBinary;
import dev.envc.lock.LockedBinhost;
import dev.envc.lock.LockedPackage;
import dev.envc.lock.LockedTree;
import dev.envc.model.Environment;
import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Node;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes the bill of one root file system from its lock, its packages' own metadata and its tree.
public final class Bills {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Lock lock;
  private final Environment environment;
  private final Map<String, List<OwnedFile>> files;

  private Bills(Lock lock, Environment environment, Map<String, List<OwnedFile>> files) {
    this.lock = lock;
    this.environment = environment;
    this.files = files;
  }

  /// @param members the packages of the root
  /// @param listed the tree, when the bill is to list files: they are read for their SHA-1
  public static Bill of(
      Lock lock,
      String lockDigest,
      Environment environment,
      List<Member> members,
      Optional<FileTree> listed,
      Instant created,
      String envc)
      throws IOException {
    var bills = new Bills(lock, environment, listed.isPresent() ? files(listed.get()) : Map.of());
    var components = new ArrayList<Component>();
    for (Member member : members) {
      components.add(bills.component(member));
    }
    components.sort(Bills::order);
    return new Bill(
        environment.artifactName(),
        environment.description(),
        environment.arch().keyword(),
        created,
        lockDigest,
        envc,
        components);
  }

  private Component component(Member member) throws IOException {
    LockedPackage p = member.locked();
    List<String> packages = p.requiredBy().stream().filter(r -> r.contains("/")).sorted().toList();
    return new Component(
        p.cpv(),
        purl(p),
        member.image().metadata("DESCRIPTION").orElse(""),
        homepage(member.image().metadata("HOMEPAGE").orElse("")),
        Licenses.of(member.image().metadata("LICENSE").orElse(""), f -> p.enabledUse().contains(f)),
        p.binary().digest().toString(),
        download(p.binary()),
        packages,
        packages.size() < p.requiredBy().size(),
        properties(p),
        files.getOrDefault(member.id(), List.of()));
  }

  private String purl(LockedPackage p) {
    var qualifiers = new TreeMap<String, String>();
    qualifiers.put("arch", environment.arch().keyword());
    qualifiers.put("repository", p.repository());
    qualifiers.put("slot", p.slot().toString());
    qualifiers.put("tree_commit", tree(p).map(LockedTree::revision).orElse(""));
    qualifiers.put("use", use(p, ","));
    if (p.binary().buildId() > 0) {
      qualifiers.put("build_id", Integer.toString(p.binary().buildId()));
    }
    return PackageUrl.of(
        p.cpv().name().category(), p.cpv().name().name(), p.cpv().version().toString(), qualifiers);
  }

  private Optional<LockedTree> tree(LockedPackage p) {
    return lock
        .environment(environment.name(), environment.arch().keyword(), environment.variant())
        .stream()
        .flatMap(e -> e.trees().stream())
        .filter(t -> t.name().equals(p.repository()))
        .findFirst();
  }

  /// `-bell,loud`: each flag of the package's IUSE, `-` before those that are off.
  private static String use(LockedPackage p, String separator) {
    var flags = new TreeMap<String, String>();
    p.enabledUse().forEach(f -> flags.put(f, f));
    p.disabledUse().forEach(f -> flags.put(f, "-" + f));
    return String.join(separator, flags.values());
  }

  private List<Property> properties(LockedPackage p) {
    var all = new LinkedHashMap<String, String>();
    all.put("slot", p.slot().toString());
    all.put("use", use(p, " "));
    all.put("repository", p.repository());
    tree(p).ifPresent(t -> all.put("tree-location", t.location()));
    tree(p).ifPresent(t -> all.put("tree-commit", t.revision()));
    tree(p).flatMap(LockedTree::sourceCommit).ifPresent(c -> all.put("source-commit", c));
    all.put("binhost", p.binary().binhost());
    all.put("path", p.binary().path());
    all.put("build-time", Instant.ofEpochSecond(p.binary().buildTime()).toString());
    all.put(
        "requested-by",
        p.requiredBy().stream()
            .filter(r -> !r.contains("/"))
            .sorted()
            .collect(Collectors.joining(" ")));
    return all.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(e -> new Property(e.getKey(), e.getValue()))
        .toList();
  }

  /// Where the package is on its binhost, when that is a server.
  private Optional<String> download(LockedBinary binary) {
    return lock.binhosts().stream()
        .filter(b -> b.name().equals(binary.binhost()))
        .map(LockedBinhost::location)
        .filter(l -> l.startsWith("https:") || l.startsWith("http:"))
        .findFirst()
        .map(l -> (l.endsWith("/") ? l : l + "/") + binary.path());
  }

  private static int order(Component a, Component b) {
    int byName = a.cpv().compareTo(b.cpv());
    return byName != 0 ? byName : a.purl().compareTo(b.purl());
  }

  /// The first address that is one: HOMEPAGE may hold several, and conditionals.
  private static String homepage(String text) {
    return SPACE
        .splitAsStream(text)
        .filter(w -> w.startsWith("https://") || w.startsWith("http://"))
        .filter(Bills::isUri)
        .findFirst()
        .orElse("");
  }

  private static boolean isUri(String word) {
    try {
      return new URI(word).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Map<String, List<OwnedFile>> files(FileTree tree) throws IOException {
    var files = new TreeMap<String, OwnedFiles>();
    int place = 0;
    for (FileTree.Entry e : tree.entries()) {
      if (e.node() instanceof Node.Regular(var content)) {
        files.computeIfAbsent(e.owner(), _ -> new OwnedFiles(tree)).add(place, content);
      }
      place++;
    }
    return new TreeMap<>(files);
  }
}
