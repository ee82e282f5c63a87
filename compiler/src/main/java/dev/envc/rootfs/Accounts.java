package dev.envc.rootfs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The user database of a root: passwd(5), group(5), shadow(5) and gshadow(5) as they are put
/// together. Lines that are there keep their order; new ones come after them.
final class Accounts {
  /// Ids from here down are given to system accounts without one, as useradd(8) does.
  private static final long LAST_SYSTEM_ID = 999;

  private final SequencedMap<String, User> users = new LinkedHashMap<>();
  private final SequencedMap<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, String> passwords = new TreeMap<>();

  record User(String name, long uid, long gid, String comment, String home, String shell) {}

  record Group(String name, long gid, TreeSet<String> members) {}

  Optional<User> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  Optional<Group> group(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  Collection<User> users() {
    return List.copyOf(users.values());
  }

  Collection<Group> groups() {
    return List.copyOf(groups.values());
  }

  /// Replaces or adds.
  void put(User user) {
    users.put(user.name(), user);
  }

  /// Replaces or adds; members that were there stay.
  void put(Group group) {
    Group old = groups.get(group.name());
    if (old != null) {
      group.members().addAll(old.members());
    }
    groups.put(group.name(), group);
  }

  /// A shadow line's second to last fields, `!::::::`.
  void shadow(String user, String rest) {
    passwords.put(user, rest);
  }

  long freeUid() {
    return free(users.values().stream().map(User::uid).toList(), groupIds());
  }

  long freeGid() {
    return free(groupIds(), List.of());
  }

  boolean uidTaken(long uid, String by) {
    return users.values().stream().anyMatch(u -> u.uid() == uid && !u.name().equals(by));
  }

  boolean gidTaken(long gid, String by) {
    return groups.values().stream().anyMatch(g -> g.gid() == gid && !g.name().equals(by));
  }

  Map<String, Long> uids() {
    var ids = new TreeMap<String, Long>();
    users.values().forEach(u -> ids.put(u.name(), u.uid()));
    return ids;
  }

  Map<String, Long> gids() {
    var ids = new TreeMap<String, Long>();
    groups.values().forEach(g -> ids.put(g.name(), g.gid()));
    return ids;
  }

  /// Reads passwd(5) lines; a name that is known keeps its line. What has no numbers, as the lines
  /// of NIS, is no account: read as 0 they would be root's.
  void readPasswd(String text) {
    for (String[] f : lines(text, 7)) {
      if (!isId(f[2]) || !isId(f[3])) {
        continue;
      }
      User user = new User(f[0], number(f[2]), number(f[3]), f[4], f[5], f[6]);
      users.putIfAbsent(f[0], user);
    }
  }

  void readGroup(String text) {
    for (String[] f : lines(text, 4)) {
      if (!isId(f[2])) {
        continue;
      }
      var members = new TreeSet<String>();
      for (String m : f[3].split(",", -1)) {
        if (!m.isBlank()) {
          members.add(m.strip());
        }
      }
      groups.putIfAbsent(f[0], new Group(f[0], number(f[2]), members));
    }
  }

  void readShadow(String text) {
    for (String[] f : lines(text, 2)) {
      passwords.putIfAbsent(f[0], f[1]);
    }
  }

  String passwd() {
    var out = new StringBuilder();
    for (User u : users.values()) {
      out.append(u.name()).append(":x:").append(u.uid()).append(':').append(u.gid()).append(':');
      out.append(u.comment()).append(':').append(u.home()).append(':').append(u.shell());
      out.append('\n');
    }
    return out.toString();
  }

  String groupFile() {
    var out = new StringBuilder();
    for (Group g : groups.values()) {
      out.append(g.name()).append(":x:").append(g.gid()).append(':');
      out.append(String.join(",", g.members())).append('\n');
    }
    return out.toString();
  }

  /// Every user has a line; the last change of a password is left out, which switches its ageing
  /// off and depends on no clock.
  String shadowFile() {
    var out = new StringBuilder();
    for (String name : users.sequencedKeySet()) {
      out.append(name).append(':').append(passwords.getOrDefault(name, "!:::::::")).append('\n');
    }
    return out.toString();
  }

  String gshadowFile() {
    var out = new StringBuilder();
    for (Group g : groups.values()) {
      out.append(g.name()).append(":!::").append(String.join(",", g.members())).append('\n');
    }
    return out.toString();
  }

  private List<Long> groupIds() {
    return groups.values().stream().map(Group::gid).toList();
  }

  private static long free(Collection<Long> taken, Collection<Long> alsoTaken) {
    for (long id = LAST_SYSTEM_ID; id > 0; id--) {
      if (!taken.contains(id) && !alsoTaken.contains(id)) {
        return id;
      }
    }
    throw new IllegalStateException("no free system id");
  }

  /// Lines with at least this many fields; the last field holds the rest.
  private static List<String[]> lines(String text, int fields) {
    var result = new ArrayList<String[]>();
    for (String line : text.split("\n", -1)) {
      String[] f = line.split(":", fields);
      if (f.length == fields && !f[0].isEmpty() && !f[0].startsWith("#")) {
        result.add(f);
      }
    }
    return result;
  }

  private static boolean isId(String text) {
    return text.strip().matches("[0-9]{1,10}");
  }

  private static long number(String text) {
    return Long.parseLong(text.strip());
  }
}
