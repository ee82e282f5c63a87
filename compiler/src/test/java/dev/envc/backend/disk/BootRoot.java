package dev.envc.backend.disk;

import dev.envc.rootfs.FileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// A root that boots: Debian's kernel, an initramfs that loads modules and finds `root=`, busybox,
/// and an init that says what it is and turns the machine off.
final class BootRoot {
  private static final List<String> MODULES =
      List.of("virtio_pci", "virtio_mmio", "virtio_blk", "ext4", "overlay", "erofs", "squashfs");
  private static final String FIND_ROOT =
      """
      #!/bin/busybox sh
      b=/bin/busybox
      $b mkdir -p /proc /sys /dev /new
      $b mount -t devtmpfs devtmpfs /dev
      $b mount -t proc proc /proc
      $b mount -t sysfs sysfs /sys
      for m in /modules/*; do $b insmod $m || echo "insmod $m failed"; done
      root= type=ext4 init=/sbin/init
      for w in $($b cat /proc/cmdline); do case $w in
        root=PARTUUID=*) root=${w#root=PARTUUID=};;
        rootfstype=*) type=${w#rootfstype=};;
        init=*) init=${w#init=};;
      esac; done
      hex() { $b dd if=$1 bs=1 skip=$2 count=$3 2>/dev/null | $b hexdump -ve '1/1 "%02x"'; }
      swap() { s=$1; o=; while [ -n "$s" ]; do o=${s:0:2}$o; s=${s:2}; done; echo $o; }
      try=0
      while [ $try -lt 50 ]; do
        for p in /sys/block/*/*/partition; do
          [ -e $p ] || continue
          n=$($b cat $p); d=${p%/partition}; part=/dev/${d##*/}; d=${d%/*}; disk=/dev/${d##*/}
          case $root in
            ????????-??) id=$(swap $(hex $disk 440 4))-$($b printf %02x $n);;
            *) h=$(hex $disk $((1024 + 128 * (n - 1) + 16)) 16)
               id=$(swap ${h:0:8})-$(swap ${h:8:4})-$(swap ${h:12:4})-${h:16:4}-${h:20};;
          esac
          [ "$id" = "$root" ] && break 2
        done
        $b sleep 0.2; try=$((try + 1))
      done
      $b mount -t $type -o ro $part /new || { echo "no root $root"; $b poweroff -f; }
      $b grep -q ' rw ' /proc/cmdline && $b mount -o remount,rw /new
      $b mount --move /dev /new/dev
      $b umount /proc
      $b umount /sys
      exec $b switch_root /new $init
      """;

  private BootRoot() {}

  /// `arch` is Debian's name; `init` the lines of the root's /sbin/init before it turns off.
  static Trees tree(String arch, String init) throws Exception {
    Path debian = DebianFiles.unpacked(arch);
    byte[] busybox = Files.readAllBytes(debian.resolve("bin/busybox"));
    Path kernel = DebianFiles.find(debian, "boot", "vmlinuz-");
    var trees =
        new Trees()
            .file("boot/" + kernel.getFileName(), Files.readAllBytes(kernel), 0644)
            .file("boot/initramfs.img", initramfs(debian, busybox), 0644)
            .file("bin/busybox", busybox, 0755)
            .file("sbin/init", (PROLOGUE + init + EPILOGUE).getBytes(StandardCharsets.UTF_8), 0755)
            .file("etc/envc-lock", TestImages.LOCK + "\n");
    for (String d : List.of("dev", "proc", "sys", "run", "tmp", "efi", "data", "var")) {
      trees.directory(d);
    }
    for (String applet :
        List.of(
            "sh",
            "mount",
            "umount",
            "cat",
            "grep",
            "mkdir",
            "sync",
            "poweroff",
            "sleep",
            "pivot_root",
            "chroot",
            "echo")) {
      trees.symlink("bin/" + applet, "busybox");
    }
    Path loaders = debian.resolve("usr/lib/systemd/boot/efi");
    if (Files.exists(loaders)) {
      try (Stream<Path> files = Files.list(loaders)) {
        for (Path f : files.sorted().toList()) {
          trees.file("usr/lib/systemd/boot/efi/" + f.getFileName(), Files.readAllBytes(f), 0644);
        }
      }
    }
    return trees;
  }

  private static final String PROLOGUE =
      """
      #!/bin/sh
      PATH=/bin:/sbin
      mount -t proc proc /proc
      echo "BOOTED name=$(cat /etc/hostname) lock=$(cat /etc/envc-lock) cmdline=$(cat /proc/cmdline)"
      """;
  private static final String EPILOGUE = "sync\npoweroff -f\n";

  private static byte[] initramfs(Path debian, byte[] busybox) throws IOException {
    var cpio = new Cpio();
    cpio.directory("bin");
    cpio.directory("modules");
    cpio.file("bin/busybox", busybox);
    cpio.file("init", FIND_ROOT.getBytes(StandardCharsets.UTF_8));
    int number = 0;
    for (Path module : modules(debian)) {
      String name = String.format(Locale.ROOT, "modules/%02d-%s", number++, module.getFileName());
      cpio.file(name, Files.readAllBytes(module));
    }
    return cpio.build();
  }

  /// The wanted modules and what they depend on, dependencies first.
  private static List<Path> modules(Path debian) throws IOException {
    Map<String, Path> all = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(debian.resolve("lib/modules"))) {
      for (Path f : files.filter(p -> p.toString().endsWith(".ko")).sorted().toList()) {
        all.put(f.getFileName().toString().replace(".ko", "").replace('-', '_'), f);
      }
    }
    List<Path> ordered = new ArrayList<>();
    for (String name : MODULES) {
      add(name, all, ordered);
    }
    return ordered;
  }

  private static void add(String name, Map<String, Path> all, List<Path> ordered)
      throws IOException {
    Path file = all.get(name);
    if (file == null || ordered.contains(file)) {
      return;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    var wanted = new ArrayList<>(List.of(field(text, "\0depends=").split(",", -1)));
    // ext4 asks for its checksum by name, not by symbol.
    if (name.equals("ext4")) {
      wanted.add("crc32c_generic");
    }
    for (String w : wanted) {
      add(w.replace('-', '_'), all, ordered);
    }
    ordered.add(file);
  }

  private static String field(String module, String key) {
    int at = module.indexOf(key);
    return at < 0 ? "" : module.substring(at + key.length(), module.indexOf('\0', at + 1));
  }

  /// A cpio archive in the form the kernel unpacks (newc).
  private static final class Cpio {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int inode = 1;

    void directory(String name) {
      entry(name, 040755, new byte[0]);
    }

    void file(String name, byte[] bytes) {
      entry(name, 0100755, bytes);
    }

    byte[] build() {
      entry("TRAILER!!!", 0, new byte[0]);
      return out.toByteArray();
    }

    private void entry(String name, int mode, byte[] bytes) {
      var header = new StringBuilder("070701");
      int[] fields = {inode++, mode, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, name.length() + 1, 0};
      for (int f : fields) {
        header.append(String.format(Locale.ROOT, "%08x", f));
      }
      out.writeBytes((header + name + "\0").getBytes(StandardCharsets.US_ASCII));
      pad();
      out.writeBytes(bytes);
      pad();
    }

    private void pad() {
      out.writeBytes(new byte[(4 - out.size() % 4) % 4]);
    }
  }

  static FileTree named(Trees trees, String name) {
    return trees.file("etc/hostname", name + "\n").build();
  }
}
