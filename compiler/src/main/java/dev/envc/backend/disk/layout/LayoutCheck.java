package dev.envc.backend.disk.layout;

import dev.envc.backend.disk.layout.DiskLayout.Boot;
import dev.envc.backend.disk.layout.DiskLayout.RawArea;
import dev.envc.backend.disk.layout.DiskLayout.Table;
import dev.envc.backend.disk.table.Mbr;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.DiskCode;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Whether a layout can be at all, as far as it can be seen without the files.
final class LayoutCheck {
  private static final int NAME = 36;

  private final Diagnostics problems;

  LayoutCheck(Diagnostics problems) {
    this.problems = problems;
  }

  void check(DiskLayout layout) {
    checkNames(layout);
    checkCounts(layout);
    checkBoot(layout);
    checkUpdate(layout);
    checkAreas(layout);
    checkRest(layout);
  }

  private void bad(Span span, String message) {
    problems.add(Diagnostic.error(DiskCode.BAD_LAYOUT, span, message));
  }

  private void checkNames(DiskLayout layout) {
    Map<String, Partition> byName = new HashMap<>();
    Map<String, Partition> byMount = new HashMap<>();
    for (Partition p : layout.partitions()) {
      if (p.name().length() > NAME || !p.name().matches("[A-Za-z0-9._-]*")) {
        bad(p.span(), "A partition's name is up to 36 letters, digits, dots, `-` and `_`.");
      }
      if (byName.put(p.name(), p) != null) {
        bad(p.span(), "Two partitions are named `" + p.name() + "`.");
      }
      boolean second = p.copyOf().isPresent();
      if (!p.mount().isEmpty() && !second && byMount.put(p.mount(), p) != null) {
        bad(p.span(), "Two partitions are mounted at " + p.mount() + ".");
      }
      if (!p.mount().isEmpty() && !p.mount().matches("/|(/[^/]+)+")) {
        bad(p.span(), "A mount point is an absolute path: not `" + p.mount() + "`.");
      }
    }
    if (!byMount.containsKey("/")) {
      bad(layout.span(), "No partition is mounted at `/`.");
    }
  }

  private void checkCounts(DiskLayout layout) {
    long hybrid = layout.partitions().stream().filter(Partition::hybrid).count();
    switch (layout.table().kind()) {
      case MBR -> {
        if (layout.partitions().size() > Mbr.MOST) {
          bad(
              layout.span(),
              "An MBR holds four partitions, and there are " + layout.partitions().size() + ".");
        }
      }
      case HYBRID -> {
        if (hybrid == 0 || hybrid > Mbr.MOST - 1) {
          bad(layout.span(), "A hybrid table has one to three partitions that are `hybrid`.");
        }
      }
      case GPT -> {
        if (hybrid > 0) {
          bad(layout.span(), "`hybrid` is for a `table` that is `hybrid` too.");
        }
      }
    }
  }

  private void checkBoot(DiskLayout layout) {
    Boot boot = layout.boot();
    if (boot.method() == Boot.Method.NONE) {
      return;
    }
    List<Partition> found =
        layout.partitions().stream().filter(p -> p.name().equals(boot.partition())).toList();
    if (found.isEmpty()) {
      bad(layout.span(), "There is no partition `" + boot.partition() + "` to boot from.");
      return;
    }
    boolean needsFat =
        switch (boot.method()) {
          case RASPBERRYPI, SYSTEMD_BOOT, UKI -> true;
          case NONE, EXTLINUX, BOOT_SCR -> false;
        };
    if (needsFat && !found.getFirst().fileSystem().isFat()) {
      bad(
          found.getFirst().span(),
          "`" + boot.method().text() + "` boots from a FAT partition only.");
    }
  }

  private void checkUpdate(DiskLayout layout) {
    if (layout.update().isEmpty()) {
      return;
    }
    if (!layout.root().slots()) {
      bad(layout.span(), "An update bundle is for a disk with two slots: the `layout` is `ab`.");
    }
    switch (layout.boot().method()) {
      case EXTLINUX, SYSTEMD_BOOT, UKI -> {
        boolean apart =
            layout.partitions().stream()
                .filter(p -> p.name().equals(layout.boot().partition()))
                .allMatch(p -> p.mount().length() > 1);
        if (!apart) {
          bad(layout.span(), "With an update bundle the partition to boot from has a `mount`.");
        }
      }
      case NONE, BOOT_SCR, RASPBERRYPI ->
          bad(
              layout.span(),
              "An update bundle changes the entries of extlinux, systemd-boot and uki, not of `"
                  + layout.boot().method().text()
                  + "`.");
    }
  }

  private record Area(String what, long start, long end, Span span) {}

  private void checkAreas(DiskLayout layout) {
    List<Area> areas = new ArrayList<>();
    Table table = layout.table();
    areas.add(new Area("the partition table", 440, 512, layout.span()));
    if (table.kind() != Table.Kind.MBR) {
      areas.add(new Area("the header of the GPT", 512, 1024, layout.span()));
      long entries = table.entriesAt();
      areas.add(new Area("the entries of the GPT", entries, entries + 16384, layout.span()));
    }
    for (RawArea r : layout.raw()) {
      areas.add(new Area("the raw area `" + r.name() + "`", r.offset(), r.end(), r.span()));
    }
    for (Partition p : layout.partitions()) {
      OptionalLong offset = p.offset();
      if (offset.isPresent() && p.size() instanceof Partition.Size.Fixed f) {
        long start = offset.getAsLong();
        areas.add(new Area("the partition `" + p.name() + "`", start, start + f.bytes(), p.span()));
      }
      if (offset.isPresent() && offset.getAsLong() % 512 != 0) {
        bad(p.span(), "A partition starts at a multiple of 512 bytes.");
      }
    }
    reportOverlaps(areas);
  }

  private void reportOverlaps(List<Area> areas) {
    for (int i = 0; i < areas.size(); i++) {
      for (Area other : areas.subList(0, i)) {
        Area a = areas.get(i);
        if (a.start() < other.end() && other.start() < a.end()) {
          problems.add(
              Diagnostic.error(
                      DiskCode.OVERLAP,
                      a.span(),
                      capital(a.what()) + " overlaps " + other.what() + ".")
                  .note(range(a), a.span())
                  .note(range(other), other.span()));
        }
      }
    }
  }

  private static String range(Area a) {
    return capital(a.what()) + " takes bytes " + a.start() + " to " + (a.end() - 1) + ".";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private void checkRest(DiskLayout layout) {
    for (int i = 0; i < layout.partitions().size(); i++) {
      Partition p = layout.partitions().get(i);
      boolean last = i == layout.partitions().size() - 1;
      if (p.size() instanceof Partition.Size.Rest && (!last || layout.size().isEmpty())) {
        bad(p.span(), "A `size` of `rest` is for the last partition of a disk with a `size`.");
      }
      if (p.grow() && !last) {
        bad(p.span(), "Only the last partition can grow.");
      }
    }
  }
}
