package dev.envc.backend.disk.assemble;

import dev.envc.backend.Image;
import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.model.Environment;
import java.util.List;

/// What RAUC needs in the root to install bundles into the other slot: its configuration, and the
/// script by which it changes the loader's default (RAUC reference manual, "System Configuration
/// File" and "Custom" bootloader backend).
public final class RaucFiles {
  /// The script that changes the default slot.
  private static final String SCRIPT = "/usr/lib/envc/rauc-slots";

  private static final String CONFIGURATION = "/etc/rauc/system.conf";
  private static final String KEYRING = "/etc/rauc/keyring.pem";

  private final Image image;
  private final DiskLayout layout;
  private final Ids ids;

  RaucFiles(Image image, DiskLayout layout, Ids ids) {
    this.image = image;
    this.layout = layout;
    this.ids = ids;
  }

  /// What a bundle and the devices it is for agree on.
  public static String compatible(DiskLayout layout, Environment environment) {
    return layout
        .update()
        .map(DiskLayout.Update::compatible)
        .filter(c -> !c.isEmpty())
        .orElse(environment.artifactName() + "-" + environment.arch().keyword());
  }

  /// The configuration file of the loader, in the partition it boots from, and how it names the
  /// entry of a slot: the text before and behind the slot's letter.
  public record Loader(String file, String prefix, String suffix) {
    public static Loader of(DiskLayout layout, Environment environment) {
      String prefix = environment.artifactName() + "-";
      return switch (layout.boot().method()) {
        case EXTLINUX -> new Loader("extlinux/extlinux.conf", prefix, "");
        case UKI -> new Loader("loader/loader.conf", prefix, ".efi");
        case SYSTEMD_BOOT, NONE, BOOT_SCR, RASPBERRYPI ->
            new Loader("loader/loader.conf", prefix, ".conf");
      };
    }
  }

  /// Where the partition it boots from lies in the running system.
  public static String bootMount(DiskLayout layout) {
    return layout.partitions().stream()
        .filter(p -> p.name().equals(layout.boot().partition()))
        .findFirst()
        .map(Partition::mount)
        .orElse("");
  }

  List<String> write(TreeEdit root) {
    if (root.find(CONFIGURATION).isEmpty()) {
      root.text(CONFIGURATION, configuration());
    }
    root.script(SCRIPT, script());
    return root.find(KEYRING).isPresent()
        ? List.of()
        : List.of(
            "RAUC on the device needs "
                + KEYRING
                + ", the certificate that bundles are signed with; put it under `files`.");
  }

  private String configuration() {
    var text = new StringBuilder("# Written by envc for this disk's layout.\n[system]\n");
    text.append("compatible=").append(compatible(layout, image.environment()));
    // The root may be read-only, so RAUC mounts bundles where it can make a directory.
    text.append("\nbootloader=custom\nbundle-formats=verity\nmountprefix=/run/rauc\n");
    layout.partitions().stream()
        .filter(p -> p.name().equals("data") && !p.mount().isEmpty())
        .forEach(p -> text.append("statusfile=").append(p.mount()).append("/rauc.status\n"));
    text.append("\n[keyring]\npath=").append(KEYRING);
    text.append("\n\n[handlers]\nbootloader-custom-backend=").append(SCRIPT).append('\n');
    int slot = 0;
    for (Partition p : layout.partitions()) {
      if (p.mount().equals("/")) {
        String name = p.name();
        text.append("\n[slot.rootfs.").append(slot).append("]\ndevice=").append(device(name));
        text.append("\ntype=raw\nbootname=").append(name.substring(name.length() - 1));
        text.append('\n');
        if (layout.root().verity()) {
          text.append("\n[slot.verity.").append(slot).append("]\ndevice=");
          text.append(device(name + "-verity")).append("\ntype=raw\nparent=rootfs.");
          text.append(slot).append('\n');
        }
        slot++;
      }
    }
    return text.toString();
  }

  private String device(String partition) {
    return "/dev/disk/by-partuuid/" + ids.kernelName(partition).substring("PARTUUID=".length());
  }

  private String script() {
    Loader loader = Loader.of(layout, image.environment());
    return """
    #!/bin/sh
    # Written by envc: RAUC asks which slot the loader starts, and changes that.
    set -e
    boot=%BOOT%
    file=$boot/%FILE%
    [ -e "$file" ] || mount "$boot"
    current() { sed -n 's/^default %PREFIX%\\([ab]\\)%SUFFIX%$/\\1/p' "$file"; }
    choose() {
      sed "s/^default .*/default %PREFIX%$1%SUFFIX%/" "$file" > "$file.new"
      mv "$file.new" "$file"
      sync
    }
    case $1 in
      get-primary) current ;;
      get-current) sed -n 's/.*rauc\\.slot=\\([ab]\\).*/\\1/p' /proc/cmdline ;;
      set-primary) choose "$2" ;;
      get-state) echo good ;;
      set-state)
        if [ "$3" = bad ] && [ "$(current)" = "$2" ]; then
          case $2 in a) choose b ;; b) choose a ;; esac
        fi ;;
      *) exit 1 ;;
    esac
    """
        .replace("%BOOT%", bootMount(layout))
        .replace("%FILE%", loader.file())
        .replace("%PREFIX%", loader.prefix())
        .replace("%SUFFIX%", loader.suffix());
  }
}
