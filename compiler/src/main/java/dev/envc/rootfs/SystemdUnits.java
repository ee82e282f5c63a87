package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.Content;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Enables and disables units of systemd as `systemctl --root` does, by links in
/// /etc/systemd/system that `[Install]` sections ask for (systemd.unit(5)).
final class SystemdUnits {
  static final List<String> DIRECTORIES =
      List.of(
          "etc/systemd/system",
          "usr/local/lib/systemd/system",
          "usr/lib/systemd/system",
          "lib/systemd/system");

  private static final String CONFIGURATION = DIRECTORIES.getFirst();

  private static final String TYPES =
      "service|socket|timer|target|path|mount|automount|swap|slice|device";

  private static final Pattern TYPED = Pattern.compile(".*\\.(" + TYPES + ")");

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9:_.\\\\@-]+\\.(" + TYPES + "|scope)");

  private final WorkRoot root;
  private final GeneratedFiles files;

  SystemdUnits(WorkRoot root, GeneratedFiles files) {
    this.root = root;
    this.files = files;
  }

  /// A unit: its name, and the file that has it, which an instance shares with its template.
  record Unit(String name, String path) {
    boolean isTemplate() {
      return name.contains("@.");
    }

    /// Empty for what is no instance.
    String instance() {
      return SystemdUnits.instance(name);
    }
  }

  /// `name` with the type that it has when it says none.
  static String full(String name) {
    return TYPED.matcher(name).matches() ? name : name + ".service";
  }

  /// The unit of a name, links between names followed; empty when there is none, or it is masked.
  Optional<Unit> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    for (String file : List.of(name, template(name))) {
      for (String directory : DIRECTORIES) {
        Optional<String> at = root.resolveParents(directory + "/" + file);
        if (at.flatMap(root::get).isPresent()) {
          return root.follow(at.get())
              .filter(e -> e.node() instanceof Node.Regular)
              .map(e -> new Unit(named(name, WorkRoot.name(e.path())), e.path()))
              .filter(unit -> NAME.matcher(unit.name()).matches());
        }
      }
    }
    return Optional.empty();
  }

  /// Where a unit is switched off for good, by a link to /dev/null.
  Optional<String> mask(String name) {
    return DIRECTORIES.stream()
        .map(directory -> directory + "/" + name)
        .filter(path -> root.resolveParents(path).flatMap(root::get).isPresent())
        .findFirst()
        .filter(
            path ->
                root.get(path)
                    .filter(e -> e.node().equals(new Node.Symlink("/dev/null")))
                    .isPresent());
  }

  /// The name that a unit has in the file of this name.
  private static String named(String name, String file) {
    int at = name.indexOf('@');
    int of = file.indexOf("@.");
    return at < 0 || of < 0 || name.startsWith("@.", at)
        ? file
        : file.substring(0, of)
            + name.substring(at, name.lastIndexOf('.'))
            + file.substring(of + 1);
  }

  private static String instance(String name) {
    int at = name.indexOf('@');
    return at < 0 ? "" : name.substring(at + 1, name.lastIndexOf('.'));
  }

  private static String template(String name) {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at + 1) + name.substring(name.lastIndexOf('.'));
  }

  /// Makes the links of a unit, and of those that are installed with it (`Also=`).
  void enable(Unit unit) throws IOException {
    for (Unit each : installedTogether(unit)) {
      linkAll(each);
    }
  }

  private Collection<Unit> installedTogether(Unit unit) throws IOException {
    var units = new LinkedHashMap<String, Unit>();
    var queue = new ArrayDeque<Unit>(List.of(unit));
    while (!queue.isEmpty()) {
      Unit next = queue.remove();
      if (units.putIfAbsent(next.name(), next) == null) {
        install(next).words("Also").forEach(name -> find(name).ifPresent(queue::add));
      }
    }
    return units.values();
  }

  private void linkAll(Unit unit) throws IOException {
    UnitInstall install = install(unit);
    Optional<String> instance = install.word("DefaultInstance");
    String name =
        unit.isTemplate() && instance.isPresent()
            ? unit.name().replace("@.", "@" + instance.get() + ".")
            : unit.name();
    if (!NAME.matcher(name).matches()) {
      return;
    }
    UnitInstall named = install.of(name);
    for (String word : named.words("Alias")) {
      String alias = unit.isTemplate() ? word : word.replace("@.", "@" + unit.instance() + ".");
      if (mayBe(alias, unit) && root.get(CONFIGURATION + "/" + alias).isEmpty()) {
        link(alias, unit);
      }
    }
    for (UnitInstall.Dependency kind : UnitInstall.Dependency.values()) {
      for (String target : named.words(kind.key())) {
        if (NAME.matcher(target).matches() && (!name.contains("@.") || target.contains("@"))) {
          link(target + kind.directory() + "/" + name, unit);
        }
      }
    }
  }

  /// Whether a unit may have another name: of the same type; a template for a template, and the
  /// same instance of it for an instance.
  private static boolean mayBe(String alias, Unit unit) {
    String type = unit.name().substring(unit.name().lastIndexOf('.'));
    return NAME.matcher(alias).matches()
        && alias.endsWith(type)
        && !alias.equals(unit.name())
        && alias.contains("@") == unit.name().contains("@")
        && (unit.isTemplate() || unit.instance().equals(instance(alias)));
  }

  private void link(String name, Unit unit) {
    files.symlink(CONFIGURATION + "/" + name, "/" + unit.path(), WorkRoot.Owner.ENVC);
  }

  /// Takes away every link to the unit, and to those that are installed with it.
  void disable(Unit unit) throws IOException {
    var names = new HashSet<String>();
    installedTogether(unit).forEach(u -> names.add(u.name()));
    for (String path : root.below(CONFIGURATION)) {
      if (root.get(path).orElseThrow().node() instanceof Node.Symlink(var target)
          && (names.contains(WorkRoot.name(path)) || names.contains(WorkRoot.name(target)))) {
        root.remove(path);
      }
    }
  }

  /// `[Install]` of the unit's file and of the files in directories `NAME.d`, in the order of their
  /// names.
  private UnitInstall install(Unit unit) throws IOException {
    var parts = new TreeMap<String, String>();
    for (String directory : DIRECTORIES) {
      for (String name : List.of(unit.name(), template(unit.name()))) {
        String dropIns = directory + "/" + name + ".d";
        for (String file : root.names(dropIns)) {
          if (file.endsWith(".conf")) {
            parts.putIfAbsent(file, dropIns + "/" + file);
          }
        }
      }
    }
    var install = new UnitInstall(unit.name());
    install.read(text(unit.path()));
    for (String part : parts.values()) {
      install.read(text(part));
    }
    return install;
  }

  private String text(String path) throws IOException {
    Optional<Content> file = root.file(path);
    return file.isPresent() ? WorkRoot.text(file.get()) : "";
  }
}
