package dev.envc.rootfs.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Links by which `eselect` chooses one of several programs, where pkg_postinst asks for a choice
/// if there is none: a link that is there stays. Each module's own order decides; where envc does
/// not know it, only a choice of one is made.
final class SelectedLinks implements Counterpart {
  private static final List<String> DIRECTORIES = List.of("usr/bin", "usr/sbin", "bin", "sbin");

  /// eselect-pinentry 0.7.
  private static final List<String> PINENTRY =
      List.of(
          "pinentry-efl",
          "pinentry-gnome3",
          "pinentry-qt5",
          "pinentry-qt6",
          "pinentry-curses",
          "pinentry-tty",
          "pinentry-emacs");

  private static final List<String> VI =
      List.of("elvis", "nvi", "nvim", "vile", "vim", "gvim", "vis", "nextvi");

  /// What net-firewall/iptables sets: the older interface, and that of nftables for the tables that
  /// have no other here.
  private static final List<String> TABLES = List.of("iptables", "ip6tables");

  private static final List<String> NFT_TABLES = List.of("arptables", "ebtables");

  @Override
  public String name() {
    return "eselect";
  }

  /// The counterpart of a call of eselect: `none` for a question; empty when it is not known.
  static Optional<String> of(List<String> words) {
    if (words.size() > 2 && words.get(2).matches("show|list")) {
      return Optional.of("none");
    }
    // net-firewall/iptables goes through its modules with a variable.
    boolean known =
        words.size() > 1
            && words.get(1).matches("pinentry|vi|iptables|arptables|ebtables|\\$\\{tables}");
    return known ? Optional.of("eselect") : Optional.empty();
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) {
    var left = new ArrayList<String>();
    if (!packages.isEmpty()) {
      first(PINENTRY, root).ifPresent(p -> link(root, "usr/bin/pinentry", p));
      vi(root, left);
      for (String directory : DIRECTORIES) {
        tables(root, directory, "xtables-legacy-multi", TABLES);
        tables(root, directory, "xtables-nft-multi", NFT_TABLES);
      }
    }
    return left;
  }

  private static void vi(TargetRoot root, List<String> left) {
    List<String> there = VI.stream().filter(p -> root.exists("usr/bin/" + p)).toList();
    if (there.size() == 1) {
      link(root, "usr/bin/vi", there.getFirst());
    } else if (there.size() > 1 && !isThere(root, "usr/bin/vi")) {
      left.add("/usr/bin/vi could be any of " + String.join(", ", there));
    }
  }

  private static void tables(
      TargetRoot root, String directory, String program, List<String> tables) {
    var links = new TreeMap<String, String>();
    for (String table : tables) {
      List.of("", "-restore", "-save").forEach(e -> links.put(table + e, program));
    }
    if (root.exists(directory + "/" + program)) {
      links.forEach((name, target) -> link(root, directory + "/" + name, target));
    }
  }

  private static Optional<String> first(List<String> programs, TargetRoot root) {
    return programs.stream().filter(p -> root.exists("usr/bin/" + p)).findFirst();
  }

  private static void link(TargetRoot root, String path, String target) {
    if (!isThere(root, path)) {
      root.symlink(path, target);
    }
  }

  private static boolean isThere(TargetRoot root, String path) {
    return root.exists(path) || root.link(path).isPresent();
  }
}
