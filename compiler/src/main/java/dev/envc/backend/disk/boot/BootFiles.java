package dev.envc.backend.disk.boot;

import dev.envc.backend.disk.boot.BootPlan.Start;
import dev.envc.backend.disk.boot.TreeFiles.Found;
import dev.envc.rootfs.BytesContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the loader's configuration into the partition the board boots from, and copies there what
/// it starts. With slots each has a directory of its own, so that an update replaces one and leaves
/// the other as it is.
public final class BootFiles {
  private final BootPlan plan;
  private final TreeEdit partition;
  private final String mount;

  /// `mount` is where the partition lies in the running system; files of the environment that lie
  /// below it are in the partition already.
  public BootFiles(BootPlan plan, TreeEdit partition, String mount) {
    this.plan = plan;
    this.partition = partition;
    this.mount = mount;
  }

  public void write(TreeFiles root) throws BootException {
    switch (plan.settings().method()) {
      case NONE -> {}
      case EXTLINUX -> extlinux();
      case BOOT_SCR -> bootScript();
      case RASPBERRYPI -> raspberryPi();
      case SYSTEMD_BOOT -> {
        efiLoader(root);
        loaderEntries();
      }
      case UKI -> unifiedImages(root);
    }
  }

  /// The path of a file in the partition for one way to start.
  private String place(Found file, Start start) {
    String prefix = mount.isEmpty() ? "" : mount.substring(1);
    boolean inside =
        (!prefix.isEmpty() && file.path().startsWith(prefix + "/")) || mount.equals("/");
    if (inside && start.slot().isEmpty()) {
      return "/" + file.path().substring(prefix.isEmpty() ? 0 : prefix.length() + 1);
    }
    String path = (start.slot().isEmpty() ? "/" : "/" + start.slot() + "/") + file.name();
    partition.file(path, file.content());
    return path;
  }

  private Start first() {
    return plan.starts().getFirst();
  }

  private void extlinux() {
    var text = new StringBuilder("# Written by envc.\n");
    text.append("default ").append(first().entry(plan.name())).append('\n');
    text.append("timeout ").append(Math.max(1, plan.settings().timeout() * 10)).append('\n');
    for (Start s : plan.starts()) {
      text.append("\nlabel ").append(s.entry(plan.name())).append('\n');
      text.append("  kernel ").append(place(plan.kernel(), s)).append('\n');
      plan.initramfs().ifPresent(i -> text.append("  initrd ").append(place(i, s)).append('\n'));
      List<String> trees = plan.dtbs().stream().map(d -> place(d, s)).toList();
      if (trees.size() == 1) {
        text.append("  fdt ").append(trees.getFirst()).append('\n');
      } else if (!trees.isEmpty()) {
        String path = trees.getFirst();
        text.append("  fdtdir ").append(path, 0, path.lastIndexOf('/') + 1).append('\n');
      }
      text.append("  append ").append(s.cmdline()).append('\n');
    }
    String folder = mount.equals("/") ? "/boot/extlinux" : "/extlinux";
    partition.text(folder + "/extlinux.conf", text.toString());
  }

  private void bootScript() {
    var text = new StringBuilder("# Written by envc.\n");
    plan.settings()
        .addresses()
        .forEach((k, v) -> text.append("setenv ").append(k).append(' ').append(v).append('\n'));
    text.append("if test -z \"${envc_slot}\"; then setenv envc_slot '");
    text.append(first().slot()).append("'; fi\n");
    for (Start s : plan.starts()) {
      String load = "load ${devtype} ${devnum}:${distro_bootpart} ";
      text.append("if test \"${envc_slot}\" = '").append(s.slot()).append("'; then\n");
      text.append("setenv bootargs '").append(s.cmdline().replace("'", "")).append("'\n");
      text.append(load).append("${kernel_addr_r} ").append(place(plan.kernel(), s)).append('\n');
      String tree = "${fdtcontroladdr}";
      if (!plan.dtbs().isEmpty()) {
        tree = "${fdt_addr_r}";
        text.append(load).append(tree).append(' ').append(place(plan.dtbs().getFirst(), s));
        text.append('\n');
      }
      String ramdisk = "-";
      if (plan.initramfs().isPresent()) {
        ramdisk = "${ramdisk_addr_r}:${filesize}";
        text.append(load).append("${ramdisk_addr_r} ");
        text.append(place(plan.initramfs().get(), s)).append('\n');
      }
      String command =
          switch (plan.arch()) {
            case ARM -> "bootz";
            case ALPHA,
                AMD64,
                ARM64,
                HPPA,
                LOONG,
                M68K,
                MIPS,
                PPC,
                PPC64,
                RISCV,
                S390,
                SPARC,
                X86 ->
                "booti";
          };
      text.append(command).append(" ${kernel_addr_r} ").append(ramdisk).append(' ');
      text.append(tree).append("\nfi\n");
    }
    String folder = mount.equals("/") ? "/boot/" : "/";
    partition.text(folder + "boot.cmd", text.toString());
    partition.file(
        folder + "boot.scr", UbootScript.content(text.toString(), plan.arch(), plan.seconds()));
  }

  private void raspberryPi() {
    Start s = first();
    var text = new StringBuilder("# Written by envc.\n");
    text.append("kernel=").append(place(plan.kernel(), s).substring(1)).append('\n');
    plan.initramfs()
        .ifPresent(
            i ->
                text.append("initramfs ")
                    .append(place(i, s).substring(1))
                    .append(" followkernel\n"));
    plan.dtbs().forEach(d -> place(d, s));
    plan.settings().config().forEach(line -> text.append(line).append('\n'));
    partition.text("/config.txt", text.toString());
    partition.text("/cmdline.txt", s.cmdline() + "\n");
  }

  private void efiLoader(TreeFiles root) throws BootException {
    partition.file(
        "/EFI/BOOT/BOOT" + Efi.upper(plan.arch()) + ".EFI",
        Efi.part(root, "systemd-boot" + Efi.lower(plan.arch()) + ".efi"));
    var text = new StringBuilder("timeout ").append(plan.settings().timeout()).append('\n');
    text.append("default ").append(first().entry(plan.name()));
    partition.text("/loader/loader.conf", text.append(suffix()).append('\n').toString());
  }

  private String suffix() {
    return switch (plan.settings().method()) {
      case UKI -> ".efi";
      case NONE, EXTLINUX, BOOT_SCR, RASPBERRYPI, SYSTEMD_BOOT -> ".conf";
    };
  }

  private void loaderEntries() {
    for (Start s : plan.starts()) {
      List<String> lines = new ArrayList<>();
      lines.add("title " + s.entry(plan.name()));
      lines.add("linux " + place(plan.kernel(), s));
      plan.initramfs().ifPresent(i -> lines.add("initrd " + place(i, s)));
      plan.dtbs().stream().limit(1).forEach(d -> lines.add("devicetree " + place(d, s)));
      lines.add("options " + s.cmdline());
      partition.text(
          "/loader/entries/" + s.entry(plan.name()) + ".conf", String.join("\n", lines) + "\n");
    }
  }

  private void unifiedImages(TreeFiles root) throws BootException {
    byte[] stub = Efi.read(Efi.part(root, "linux" + Efi.lower(plan.arch()) + ".efi.stub"));
    Optional<Found> os = root.file("/usr/lib/os-release").or(() -> root.file("/etc/os-release"));
    boolean single = plan.starts().size() == 1;
    if (!single) {
      efiLoader(root);
    }
    for (Start s : plan.starts()) {
      var image = new UnifiedImage(stub);
      image.add(".osrel", os.isPresent() ? Efi.read(os.get().content()) : osRelease());
      image.add(".cmdline", (s.cmdline() + "\0").getBytes(StandardCharsets.UTF_8));
      if (!plan.dtbs().isEmpty()) {
        image.add(".dtb", Efi.read(plan.dtbs().getFirst().content()));
      }
      if (plan.initramfs().isPresent()) {
        image.add(".initrd", Efi.read(plan.initramfs().get().content()));
      }
      image.add(".linux", Efi.read(plan.kernel().content()));
      partition.file(
          single
              ? "/EFI/BOOT/BOOT" + Efi.upper(plan.arch()) + ".EFI"
              : "/EFI/Linux/" + s.entry(plan.name()) + ".efi",
          BytesContent.of(image.build()));
    }
  }

  private byte[] osRelease() {
    String text = "ID=gentoo\nNAME=" + plan.name() + "\nPRETTY_NAME=" + plan.name() + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
