package dev.envc.rootfs;

import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.rootfs.script.SavedEnvironment;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Does natively what packages do with `fcaps` in pkg_postinst: a gpkg carries no capabilities, and
/// without them ping cannot ping. What cannot be done is a finding `script-skipped`.
record FileCapabilities(WorkRoot root, Accounts accounts, SkippedScripts skipped) {
  private static final String XATTR = "security.capability";

  void apply(Member member, SavedEnvironment environment) {
    FcapsCalls found = FcapsCalls.of(environment);
    found.unclear().forEach(line -> skipped(member, line));
    boolean wanted = !member.locked().disabledUse().contains("filecaps");
    for (FcapsCalls.Call call : found.calls()) {
      for (String file : call.files()) {
        if (!(wanted ? capabilities(call, file) : setuid(call, file))) {
          skipped(member, "fcaps " + call.capabilities() + " " + file);
        }
      }
    }
  }

  private void skipped(Member member, String line) {
    skipped.add(member, "pkg_postinst", "call `" + line + "`");
  }

  private boolean capabilities(FcapsCalls.Call call, String file) {
    String text = call.capabilities();
    Optional<byte[]> value = Capabilities.parse(text.matches(".*[-=+].*") ? text : text + "=ep");
    Optional<Integer> mode = mode(call.capsMode());
    Optional<Entry> entry = entry(file);
    if (value.isEmpty() || mode.isEmpty() || entry.isEmpty()) {
      return false;
    }
    Entry e = entry.get();
    SortedMap<String, byte[]> xattrs = new TreeMap<>(e.xattrs());
    xattrs.put(XATTR, value.get());
    root.put(changed(e, mode.get(), e.uid(), e.gid(), Collections.unmodifiableSortedMap(xattrs)));
    return true;
  }

  private boolean setuid(FcapsCalls.Call call, String file) {
    Optional<Integer> mode = mode(call.mode());
    Optional<Long> uid = id(call.owner(), accounts.uids());
    Optional<Long> gid = id(call.group(), accounts.gids());
    Optional<Entry> entry = entry(file);
    if (mode.isEmpty() || uid.isEmpty() || gid.isEmpty() || entry.isEmpty()) {
      return false;
    }
    root.put(changed(entry.get(), mode.get(), uid.get(), gid.get(), entry.get().xattrs()));
    return true;
  }

  private Optional<Entry> entry(String file) {
    String path = file.startsWith("/") ? file.substring(1) : file;
    return root.follow(path).filter(e -> e.node() instanceof Node.Regular);
  }

  private static Optional<Long> id(String name, java.util.Map<String, Long> known) {
    return name.matches("[0-9]{1,9}")
        ? Optional.of(Long.parseLong(name))
        : Optional.ofNullable(known.get(name));
  }

  private static Optional<Integer> mode(String text) {
    return text.matches("[0-7]{3,4}") ? Optional.of(Integer.parseInt(text, 8)) : Optional.empty();
  }

  private static Entry changed(
      Entry e, int mode, long uid, long gid, SortedMap<String, byte[]> xattrs) {
    return new Entry(e.path(), e.node(), mode, uid, gid, e.seconds(), e.nanos(), xattrs, e.owner());
  }
}
