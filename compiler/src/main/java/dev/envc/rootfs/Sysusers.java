package dev.envc.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Accounts that packages ask for in sysusers.d(5): what acct-user and acct-group packages (GLEP
/// 81) install, with the ids that Gentoo gives them. Carried out in two passes, groups first, so
/// that the order of files does not matter.
final class Sysusers {
  private final Accounts accounts;

  Sysusers(Accounts accounts) {
    this.accounts = accounts;
  }

  /// Reads the texts of the configuration files, in the order of their names.
  void apply(List<String> files) {
    List<List<String>> lines =
        files.stream()
            .flatMap(String::lines)
            .map(Sysusers::fields)
            .filter(f -> !f.isEmpty())
            .toList();
    lines.stream().filter(f -> type(f).equals("g")).forEach(this::group);
    lines.stream().filter(f -> type(f).equals("u") && hasFixedId(f)).forEach(this::user);
    lines.stream().filter(f -> type(f).equals("u") && !hasFixedId(f)).forEach(this::user);
    lines.stream().filter(f -> type(f).equals("m")).forEach(this::member);
  }

  private void group(List<String> f) {
    String name = field(f, 1);
    if (accounts.group(name).isEmpty()) {
      long gid = isNumber(field(f, 2)) ? Long.parseLong(field(f, 2)) : accounts.freeGid();
      accounts.put(new Accounts.Group(name, gid, new TreeSet<>()));
    }
  }

  private void user(List<String> f) {
    String name = field(f, 1);
    if (accounts.user(name).isPresent()) {
      return;
    }
    String[] ids = field(f, 2).split(":", 2);
    long uid = isNumber(ids[0]) ? Long.parseLong(ids[0]) : accounts.freeUid();
    String home = field(f, 4).isEmpty() ? "/" : field(f, 4);
    String shell = field(f, 5).isEmpty() ? "/usr/sbin/nologin" : field(f, 5);
    long gid = ids.length > 1 ? primary(ids[1], uid) : ownGroup(name, uid);
    accounts.put(new Accounts.User(name, uid, gid, field(f, 3).replace(':', ' '), home, shell));
  }

  private long primary(String group, long uid) {
    if (isNumber(group)) {
      return Long.parseLong(group);
    }
    return accounts.group(group).map(Accounts.Group::gid).orElseGet(() -> ownGroup(group, uid));
  }

  private long ownGroup(String name, long id) {
    if (accounts.group(name).isEmpty()) {
      long gid = accounts.gidTaken(id, name) ? accounts.freeGid() : id;
      accounts.put(new Accounts.Group(name, gid, new TreeSet<>()));
    }
    return accounts.group(name).orElseThrow().gid();
  }

  private void member(List<String> f) {
    accounts.group(field(f, 2)).ifPresent(g -> g.members().add(field(f, 1)));
  }

  private static String type(List<String> f) {
    return f.getFirst().replace("!", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static boolean hasFixedId(List<String> f) {
    return isNumber(field(f, 2).split(":", 2)[0]);
  }

  /// A field; `-` and a missing one are empty.
  private static String field(List<String> f, int i) {
    return i < f.size() && !f.get(i).equals("-") ? f.get(i) : "";
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// The fields of a line: separated by blanks, in quotes when they hold some.
  static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var current = new StringBuilder();
    boolean inField = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
        if (quote != 0) {
          current.append(c);
        }
      } else if (c == '#' && !inField && fields.isEmpty()) {
        return List.of();
      } else if (c == '"' || c == '\'') {
        quote = c;
        inField = true;
      } else if (Character.isWhitespace(c)) {
        if (inField) {
          fields.add(current.toString());
          current.setLength(0);
        }
        inField = false;
      } else {
        current.append(c);
        inField = true;
      }
    }
    if (inField) {
      fields.add(current.toString());
    }
    return fields;
  }
}
