package dev.envc.rootfs;

import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.store.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The database of installed packages, /var/db/pkg, as Portage keeps it (portage(5), and
/// dbapi/vartree.py for the consolidated `metadata` file that Portage writes since 3.0.82).
final class Vdb {
  static final String DIRECTORY = "var/db/pkg";
  private static final String FORMAT = "#format=1\n";

  /// The fields the consolidated file has, no more and no fewer: they are part of its format.
  private static final Set<String> CONSOLIDATED =
      Set.of(
          "BDEPEND",
          "BUILD_ID",
          "BUILD_TIME",
          "CHOST",
          "COUNTER",
          "DEFINED_PHASES",
          "DEPEND",
          "DESCRIPTION",
          "EAPI",
          "HOMEPAGE",
          "IDEPEND",
          "IUSE",
          "KEYWORDS",
          "LICENSE",
          "PDEPEND",
          "PROPERTIES",
          "PROVIDES",
          "RDEPEND",
          "REQUIRES",
          "RESTRICT",
          "SLOT",
          "USE",
          "repository");

  private final GeneratedFiles files;
  private final InstalledDependencies dependencies;
  private final Spill spill;

  Vdb(GeneratedFiles files, InstalledDependencies dependencies, Spill spill) {
    this.files = files;
    this.dependencies = dependencies;
    this.spill = spill;
  }

  /// Writes the entry of a package. What depends on the other packages of the root (COUNTER, and
  /// the consolidated file that repeats it) belongs to no package: a package's own layer must not
  /// change with its neighbours.
  void add(Member member, Contents contents, String installMask, int counter) throws IOException {
    String directory = DIRECTORY + "/" + member.id();
    long time = buildTime(member);
    Map<String, byte[]> metadata = new TreeMap<>(member.image().metadata());
    metadata.remove("metadata");
    dependencies.update(member, metadata);
    metadata.remove("CONTENTS");
    if (!installMask.isEmpty()) {
      metadata.put("INSTALL_MASK", line(installMask));
    }
    metadata.putIfAbsent("CATEGORY", line(member.id().substring(0, member.id().indexOf('/'))));
    metadata.putIfAbsent("PF", line(member.id().substring(member.id().indexOf('/') + 1)));
    metadata.putIfAbsent("SLOT", line(member.locked().slot().toString()));
    metadata.putIfAbsent("repository", line(member.locked().repository()));
    metadata.forEach(
        (name, bytes) -> files.write(directory + "/" + name, bytes, 0644, time, member.id()));
    Content list = spill.keep(contents::write);
    files.write(directory + "/CONTENTS", list, 0644, time, member.id());
    byte[] count = Integer.toString(counter).getBytes(StandardCharsets.US_ASCII);
    metadata.put("COUNTER", count);
    files.write(directory + "/COUNTER", count, 0644, time, WorkRoot.Owner.ENVC);
    files.write(directory + "/metadata", consolidated(metadata), 0644, time, WorkRoot.Owner.ENVC);
  }

  /// The counter that the next merge on the running system goes on from.
  void writeCounter(int last) {
    byte[] bytes = Integer.toString(last).getBytes(StandardCharsets.US_ASCII);
    files.write("var/cache/edb/counter", bytes, 0644);
  }

  private static byte[] consolidated(Map<String, byte[]> metadata) {
    var text = new StringBuilder(FORMAT);
    metadata.forEach(
        (name, bytes) -> {
          if (CONSOLIDATED.contains(name)) {
            text.append(name).append('=');
            words(WorkRoot.text(bytes), text);
            text.append('\n');
          }
        });
    text.append("#dir_mtime=").append(WorkRoot.DIRECTORY_TIME * 1_000_000_000L).append('\n');
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Appends the words of a text with one space between them.
  private static void words(String text, StringBuilder to) {
    boolean apart = false;
    boolean any = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        apart = any;
      } else {
        if (apart) {
          to.append(' ');
        }
        to.append(c);
        apart = false;
        any = true;
      }
    }
  }

  /// When the package was built: the time of what is written about it.
  private static long buildTime(Member member) throws IOException {
    Optional<String> text = member.image().metadata("BUILD_TIME");
    try {
      return text.isPresent() ? Long.parseLong(text.get()) : member.locked().binary().buildTime();
    } catch (NumberFormatException e) {
      return member.locked().binary().buildTime();
    }
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// The metadata of a package as read back; for the report.
  static Map<String, String> summary(Member member) throws IOException {
    var summary = new LinkedHashMap<String, String>();
    for (String name : new String[] {"LICENSE", "DESCRIPTION", "HOMEPAGE"}) {
      summary.put(name, member.image().metadata(name).orElse(""));
    }
    return summary;
  }
}
