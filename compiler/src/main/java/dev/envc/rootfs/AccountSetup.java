package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.model.SystemConfig;
import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.store.Content;
import dev.envc.store.PackageEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Collects the accounts of a root before anything is merged, because owners of packed files are
/// names: what packages ship, what baselayout copies at its first installation, what sysusers.d
/// asks for, then what the manifest adds.
final class AccountSetup {
  private static final List<String> DATABASES = List.of("passwd", "group", "shadow");
  private static final String TEMPLATES = "usr/share/baselayout/";

  private final AssemblyLog log;

  AccountSetup(AssemblyLog log) {
    this.log = log;
  }

  Accounts collect(List<Member> packages, SystemConfig system) throws IOException {
    var found = new Found();
    for (Member member : packages) {
      found.look(member.image().entries());
    }
    Map<String, Content> files = found.files;
    var accounts = new Accounts();
    for (String prefix : List.of("etc/", TEMPLATES)) {
      for (String database : DATABASES) {
        Content file = files.get(prefix + database);
        if (file != null) {
          read(accounts, database, WorkRoot.text(file));
        }
      }
    }
    if (accounts.user("root").isEmpty()) {
      accounts.readPasswd("root:x:0:0:root:/root:" + (found.bash ? "/bin/bash" : "/bin/sh") + "\n");
    }
    accounts.readGroup("root:x:0:\n");
    var sysusers = new ArrayList<String>();
    for (Content file : sysusersFiles(files)) {
      sysusers.add(WorkRoot.text(file));
    }
    new Sysusers(accounts).apply(sysusers);
    system.groups().forEach(g -> addGroup(accounts, g));
    system.users().forEach(u -> addUser(accounts, u));
    system.groups().forEach(g -> addMembers(accounts, g));
    return accounts;
  }

  private void addGroup(Accounts accounts, SystemConfig.Group group) {
    Optional<Accounts.Group> known = accounts.group(group.name());
    long gid =
        group
            .gid()
            .map(Integer::longValue)
            .orElseGet(() -> known.map(Accounts.Group::gid).orElseGet(accounts::freeGid));
    if (accounts.gidTaken(gid, group.name())) {
      log.problem(
          Diagnostic.error(
              RootfsCode.ACCOUNT,
              group.span(),
              "Group id %d of %s belongs to another group.".formatted(gid, group.name())));
    }
    accounts.put(new Accounts.Group(group.name(), gid, new TreeSet<>()));
  }

  private void addMembers(Accounts accounts, SystemConfig.Group group) {
    for (String member : group.members()) {
      if (accounts.user(member).isEmpty()) {
        log.problem(
            Diagnostic.error(
                RootfsCode.ACCOUNT,
                group.span(),
                "Member %s of group %s is no user.".formatted(member, group.name())));
      }
      accounts.group(group.name()).ifPresent(g -> g.members().add(member));
    }
  }

  private void addUser(Accounts accounts, SystemConfig.User user) {
    Optional<Accounts.User> known = accounts.user(user.name());
    long uid =
        user.uid()
            .map(Integer::longValue)
            .orElseGet(() -> known.map(Accounts.User::uid).orElseGet(accounts::freeUid));
    if (accounts.uidTaken(uid, user.name())) {
      log.problem(
          Diagnostic.error(
              RootfsCode.ACCOUNT,
              user.span(),
              "User id %d of %s belongs to another user.".formatted(uid, user.name())));
    }
    long gid = primaryGroup(accounts, user, uid);
    accounts.put(
        new Accounts.User(user.name(), uid, gid, user.comment(), user.home(), user.shell()));
    user.passwordHash().ifPresent(hash -> accounts.shadow(user.name(), hash + ":::::::"));
    for (String name : user.groups()) {
      Optional<Accounts.Group> group = accounts.group(name);
      group.ifPresent(g -> g.members().add(user.name()));
      if (group.isEmpty()) {
        unknownGroup(user, name);
      }
    }
  }

  private long primaryGroup(Accounts accounts, SystemConfig.User user, long uid) {
    String name = user.group().isEmpty() ? user.name() : user.group();
    Optional<Accounts.Group> group = accounts.group(name);
    if (group.isPresent()) {
      return group.get().gid();
    }
    if (!name.equals(user.name())) {
      unknownGroup(user, name);
      return uid;
    }
    long gid = accounts.gidTaken(uid, name) ? accounts.freeGid() : uid;
    accounts.put(new Accounts.Group(name, gid, new TreeSet<>()));
    return gid;
  }

  private void unknownGroup(SystemConfig.User user, String group) {
    log.problem(
        Diagnostic.error(
                RootfsCode.ACCOUNT,
                user.span(),
                "Group %s of user %s does not exist.".formatted(group, user.name()))
            .hint("Add it under groups, or a package of acct-group that brings it."));
  }

  /// The files of one name in /etc/sysusers.d hide those in /usr/lib; in the order of their names.
  private static List<Content> sysusersFiles(Map<String, Content> files) {
    var byName = new TreeMap<String, Content>();
    for (String directory : List.of("usr/lib/sysusers.d/", "etc/sysusers.d/")) {
      files.forEach(
          (path, content) -> {
            if (path.startsWith(directory) && path.endsWith(".conf")) {
              byName.put(WorkRoot.name(path), content);
            }
          });
    }
    return List.copyOf(byName.values());
  }

  /// What packages bring that says which accounts there are.
  private static final class Found {
    private final Map<String, Content> files = new TreeMap<>();
    private boolean bash;

    void look(List<PackageEntry> entries) {
      for (PackageEntry e : entries) {
        if (e.kind() instanceof PackageEntry.Kind.Regular(var content) && isInteresting(e.path())) {
          files.putIfAbsent(e.path(), content);
        }
        bash |= e.path().equals("bin/bash") || e.path().equals("usr/bin/bash");
      }
    }
  }

  private static boolean isInteresting(String path) {
    if (path.startsWith("etc/")) {
      return path.startsWith("sysusers.d/", 4) || DATABASES.contains(path.substring(4));
    }
    return path.startsWith("usr/lib/sysusers.d/")
        || (path.startsWith(TEMPLATES) && DATABASES.contains(path.substring(TEMPLATES.length())));
  }

  private static void read(Accounts accounts, String database, String text) {
    switch (database) {
      case "passwd" -> accounts.readPasswd(text);
      case "group" -> accounts.readGroup(text);
      default -> accounts.readShadow(text);
    }
  }
}
