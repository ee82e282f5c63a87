package dev.envc.rootfs.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Links by which `eselect` chooses one of several programs, where pkg_postinst asks for a choice
/// if there is none: a link that is there stays. Each module's own order decides; where envc does
/// not know it, only a choice of one is made. Sources of each list: spec/scripts.md.
final class SelectedLinks implements Counterpart {
  private static final List<String> DIRECTORIES = List.of("usr/bin", "usr/sbin", "bin", "sbin");

  /// eselect-pinentry 0.7.5: best first.
  private static final List<String> PINENTRY =
      List.of(
          "pinentry-efl",
          "pinentry-gnome3",
          "pinentry-qt5",
          "pinentry-qt6",
          "pinentry-curses",
          "pinentry-tty",
          "pinentry-emacs",
          "pinentry-tqt",
          "pinentry-bemenu",
          "pinentry-fuzzel");

  /// What can be vi, in no order.
  private static final List<String> VI =
      List.of("elvis", "gvim", "nextvi", "nvi", "nvim", "vile", "vim", "vis", "xvile");

  /// What eselect-vi makes of the editor: packages leave these names to it.
  private static final List<String> VI_NAMES = List.of("vi", "ex", "view");

  private static final List<String> TABLE_PROGRAMS = List.of("", "-restore", "-save");

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
    return switch (words.size() > 1 ? words.get(1) : "") {
      case "pinentry", "vi", "iptables", "arptables", "ebtables", "${tables}" ->
          Optional.of("eselect");
      case "rust" -> Optional.of("eselect-rust");
      case "java-vm" -> Optional.of("java-vm");
      default -> Optional.empty();
    };
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) {
    var left = new ArrayList<String>();
    if (!packages.isEmpty()) {
      PINENTRY.stream()
          .filter(p -> root.exists("usr/bin/" + p))
          .findFirst()
          .filter(_ -> !root.exists("usr/bin/pinentry"))
          .ifPresent(p -> root.symlink("usr/bin/pinentry", p));
      vi(root, left);
      for (String directory : DIRECTORIES) {
        iptables(root, directory);
        table(root, directory, "arptables", packages);
        table(root, directory, "ebtables", packages);
      }
    }
    return left;
  }

  private static void vi(TargetRoot root, List<String> left) {
    List<String> there = VI.stream().filter(p -> root.exists("usr/bin/" + p)).toList();
    if (there.size() == 1) {
      VI_NAMES.forEach(n -> link(root, "usr/bin/" + n, there.getFirst()));
    } else if (there.size() > 1 && !isThere(root, "usr/bin/vi")) {
      left.add("/usr/bin/vi could be any of " + String.join(", ", there));
    }
  }

  /// What net-firewall/iptables sets: the older interface.
  private static void iptables(TargetRoot root, String directory) {
    String program = "xtables-legacy-multi";
    if (root.exists(directory + "/" + program)) {
      for (String end : TABLE_PROGRAMS) {
        link(root, directory + "/iptables" + end, program);
        link(root, directory + "/ip6tables" + end, program);
      }
      link(root, "usr/bin/iptables-xml", "/" + directory + "/" + program);
    }
  }

  /// A table that the interface of nftables and a package of its own can serve: the one that was
  /// merged first sets it.
  private static void table(
      TargetRoot root, String directory, String table, List<String> packages) {
    List.of("xtables-nft-multi", table + "-legacy").stream()
        .filter(p -> root.exists(directory + "/" + p))
        .min(Comparator.comparingInt(p -> place(root, directory + "/" + p, packages)))
        .ifPresent(
            program -> {
              for (String end : TABLE_PROGRAMS) {
                String target = program.endsWith("-legacy") ? program + end : program;
                if (root.exists(directory + "/" + target)) {
                  link(root, directory + "/" + table + end, target);
                }
              }
            });
  }

  private static int place(TargetRoot root, String path, List<String> packages) {
    int at = root.owner(path).map(packages::indexOf).orElse(-1);
    return at < 0 ? packages.size() : at;
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
