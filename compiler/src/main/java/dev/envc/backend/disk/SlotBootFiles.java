package dev.envc.backend.disk;

import dev.envc.backend.disk.assemble.RaucFiles;
import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.model.Environment;
import dev.envc.rootfs.BytesContent;
import dev.envc.rootfs.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The kernel, initramfs and loader entry of each slot, for an update bundle: a slot's files are
/// those that its entry starts, and the hook puts them into the partition the device boots from.
record SlotBootFiles(FileTree boot, RaucFiles.Loader loader) {
  private static final String EXTLINUX = "extlinux/extlinux.conf";

  /// Adds `/boot/SLOT/…` with the slot's files, and `/boot/SLOT.label` with its part of
  /// extlinux.conf.
  void add(String slot, TreeEdit bundle) throws IOException {
    List<String> entries =
        List.of(
            "loader/entries/" + loader.prefix() + slot + ".conf",
            "EFI/Linux/" + loader.prefix() + slot + ".efi");
    bundle.directory("/boot/" + slot);
    for (FileTree.Entry e : boot.entries()) {
      if (e.node() instanceof FileTree.Node.Regular regular) {
        if (e.path().startsWith(slot + "/") || entries.contains(e.path())) {
          bundle.file("/boot/" + slot + "/" + e.path(), regular.content());
        } else if (e.path().equals(EXTLINUX)) {
          try (InputStream in = regular.content().open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            bundle.file("/boot/" + slot + ".label", BytesContent.of(label(text, slot)));
          }
        }
      }
    }
  }

  /// From the slot's `label` to the next one.
  private String label(String text, String slot) {
    int start = text.indexOf("label " + loader.prefix() + slot + "\n");
    int next = text.indexOf("\nlabel ", start);
    return text.substring(start, next < 0 ? text.length() : next).strip() + "\n";
  }

  /// What RAUC runs after it has written a slot.
  static String hook(DiskLayout layout, Environment environment) {
    return """
    #!/bin/sh
    # Written by envc: a slot's kernel and entry go where the device boots from, once its root is written.
    set -e
    [ "$1" = slot-post-install ] || exit 0
    slot=$RAUC_SLOT_BOOTNAME
    from=$RAUC_BUNDLE_MOUNT_POINT/boot
    boot=%BOOT%
    [ -d "$from/$slot" ] || { echo "no boot files for slot $slot" >&2; exit 1; }
    [ -e "$boot/%FILE%" ] || mount "$boot"
    rm -rf "$boot/$slot"
    cp -R "$from/$slot/." "$boot/"
    if [ -e "$from/$slot.label" ]; then
      awk -v label="label %PREFIX%$slot" -v part="$from/$slot.label" '
        /^label / { skip = $0 == label; if (skip) { while ((getline line < part) > 0) print line; print "" } }
        !skip' "$boot/%FILE%" > "$boot/%FILE%.new"
      mv "$boot/%FILE%.new" "$boot/%FILE%"
    fi
    sync
    """
        .replace("%BOOT%", RaucFiles.bootMount(layout))
        .replace("%FILE%", RaucFiles.Loader.of(layout, environment).file())
        .replace("%PREFIX%", RaucFiles.Loader.of(layout, environment).prefix());
  }
}
