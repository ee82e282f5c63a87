package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.model.SystemConfig.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// /etc/subuid and /etc/subgid: the ids that users may use in namespaces of their own. Each user of
/// the manifest that asks for them has a range of 65,536 from the id it names; lines that packages
/// bring stay, but for those of the same user. Ranges of two users must not overlap (subuid(5)).
record SubordinateIds(WorkRoot root, GeneratedFiles files, AssemblyLog log) {
  private static final long COUNT = 65_536;

  private record Range(String user, long first, long count) {
    boolean overlaps(Range other) {
      return first < other.first + other.count && other.first < first + count;
    }
  }

  void write(List<User> users) throws IOException {
    List<User> asking =
        users.stream()
            .filter(u -> u.subordinateIds().isPresent())
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .toList();
    if (!asking.isEmpty()) {
      write("etc/subuid", asking);
      write("etc/subgid", asking);
    }
  }

  private void write(String path, List<User> asking) throws IOException {
    var ranges = new ArrayList<>(present(path, asking));
    for (User user : asking) {
      var own = new Range(user.name(), user.subordinateIds().orElseThrow(), COUNT);
      ranges.stream().filter(own::overlaps).findFirst().ifPresent(r -> overlap(path, user, r));
      ranges.add(own);
    }
    var text = new StringBuilder();
    for (Range r : ranges) {
      text.append(r.user() + ":" + r.first() + ":" + r.count() + "\n");
    }
    files.replace(path, text.toString(), 0644);
  }

  /// The lines that are there, without those of users that ask; a line of another form is left out.
  private List<Range> present(String path, List<User> asking) throws IOException {
    var ranges = new ArrayList<Range>();
    var file = root.file(path);
    if (file.isPresent()) {
      for (String line : WorkRoot.text(file.get()).lines().toList()) {
        range(line)
            .filter(r -> asking.stream().noneMatch(u -> u.name().equals(r.user())))
            .ifPresent(ranges::add);
      }
    }
    return ranges;
  }

  private static Optional<Range> range(String line) {
    String[] fields = line.strip().split(":", -1);
    return fields.length == 3 && (fields[1] + fields[2]).matches("[0-9]{2,18}")
        ? Optional.of(new Range(fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2])))
        : Optional.empty();
  }

  private void overlap(String path, User user, Range other) {
    log.problem(
        Diagnostic.error(
                RootfsCode.ACCOUNT,
                user.span(),
                "The ids from %d of %s in /%s overlap those of %s."
                    .formatted(
                        user.subordinateIds().orElseThrow(), user.name(), path, other.user()))
            .hint(
                "Give each user a range of 65536 ids of its own: `subids: 165536`.",
                "Give each user a range of 65536 ids of its own: `subids 165536`."));
  }
}
