package dev.envc.backend.disk.output;

import dev.envc.backend.disk.assemble.Disk;
import dev.envc.backend.disk.assemble.Disk.Placed;
import dev.envc.backend.disk.layout.ByteSize;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.DiskLayout.RawArea;
import dev.envc.backend.disk.layout.Partition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A disk as a picture: one bar, areas in their order, with the tables at its ends; small ones are
/// drawn wide enough to be read, what is written of each is coloured. Copies have the same colour.
final class LayoutPicture {
  private static final int MARGIN = 12;
  private static final int WIDTH = 960;
  private static final int LEAST = 116;
  private static final int TABLE = 34;
  private static final int TOP = 36;
  private static final int HEIGHT = 84;
  private static final int LETTER = 8;
  private static final String GREY = "#eceff1";
  private static final List<String> COLOURS =
      List.of("#8ecae6", "#ffd166", "#95d5b2", "#f4acb7", "#cdb4db", "#ffc8a2");

  private record Area(
      String name, String detail, String mount, String group, long start, long size, long used) {}

  private final StringBuilder out = new StringBuilder();
  private final List<String> groups = new ArrayList<>();

  private LayoutPicture() {}

  static String svg(Disk disk, String title) {
    return new LayoutPicture().draw(disk, title);
  }

  private static List<Area> areas(Disk disk) {
    List<Area> areas = new ArrayList<>();
    for (RawArea r : disk.layout().raw()) {
      areas.add(new Area(r.name(), "raw", "", r.name(), r.offset(), r.size(), r.size()));
    }
    for (Placed placed : disk.partitions()) {
      Partition p = placed.partition();
      String what = p.fileSystem().text();
      what += p.readOnly() ? ", read-only" : p.grow() ? ", grows" : "";
      long used = placed.image().mapped();
      String group = p.copyOf().orElse(p.name());
      areas.add(new Area(p.name(), what, p.mount(), group, placed.start(), placed.length(), used));
    }
    areas.sort(Comparator.comparingLong(Area::start));
    return areas;
  }

  private String draw(Disk disk, String title) {
    List<Area> areas = areas(disk);
    long total = areas.stream().mapToLong(Area::size).sum();
    int free = Math.max(0, WIDTH - LEAST * areas.size());
    boolean backup = disk.layout().table().kind() != DiskLayout.Table.Kind.MBR;
    int bar = areas.stream().mapToInt(a -> width(a, total, free)).sum();
    int width = bar + 2 * MARGIN + (backup ? 2 : 1) * TABLE;
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"172\" viewBox=\"0 0"
                + " %1$d 172\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<title>%2$s</title>\n",
            width,
            safe("The disk " + title)));
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    out.append("<text x=\"12\" y=\"22\" font-size=\"14\" font-weight=\"bold\">");
    out.append(safe(title)).append("</text>\n");
    String kind = disk.layout().table().kind().name();
    label(width - MARGIN, 22, "end", ByteSize.print(disk.image().size()) + ", " + kind);
    table(MARGIN, kind);
    int x = MARGIN + TABLE;
    for (Area a : areas) {
      int w = width(a, total, free);
      area(a, x, w);
      x += w;
    }
    if (backup) {
      table(x, "backup");
    }
    box(MARGIN, 152, 12, 10, "#b0bec5");
    label(MARGIN + 18, 161, "start", "coloured: written to the medium; grey: room in it");
    label(width - MARGIN, 161, "end", "widths are not to scale");
    return out.append("</svg>\n").toString();
  }

  private void area(Area a, int x, int width) {
    if (!groups.contains(a.group())) {
      groups.add(a.group());
    }
    int used = (int) (a.size() == 0 ? 0 : width * a.used() / a.size());
    out.append("<g>");
    box(x, TOP, width, HEIGHT, GREY);
    String colour = COLOURS.get(groups.indexOf(a.group()) % COLOURS.size());
    box(x, TOP, Math.min(width, used), HEIGHT, colour);
    outline(x, width);
    bold(x + 6, TOP + 18, fitting(a.name(), width));
    label(x + 6, TOP + 36, "start", a.detail());
    label(x + 6, TOP + 54, "start", fitting(a.mount(), width));
    label(x + 6, TOP + 74, "start", ByteSize.print(a.size()));
    label(x, TOP + HEIGHT + 16, "start", "at " + ByteSize.print(a.start()));
    out.append("</g>\n");
  }

  /// A text, cut where the box ends.
  private static String fitting(String text, int width) {
    int most = (width - 12) / LETTER;
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /// A partition table, as a narrow box with its name upright.
  private void table(int x, String name) {
    out.append("<g>");
    box(x, TOP, TABLE, HEIGHT, "#cfd8dc");
    outline(x, TABLE);
    out.append(
        String.format(
            Locale.ROOT,
            "<text transform=\"translate(%d %d) rotate(-90)\""
                + " text-anchor=\"middle\">%s</text></g>\n",
            x + 21,
            TOP + HEIGHT / 2,
            safe(name)));
  }

  private static int width(Area a, long total, int free) {
    return LEAST + (int) (total == 0 ? 0 : free * (double) a.size() / total);
  }

  private void outline(int x, int width) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\""
                + " stroke=\"#455a64\"/>\n",
            x,
            TOP,
            width,
            HEIGHT));
  }

  private void box(int x, int y, int width, int height, String fill) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
            x,
            y,
            width,
            height,
            fill));
  }

  private void bold(int x, int y, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>\n",
            x,
            y,
            safe(text)));
  }

  private void label(int x, int y, String anchor, String text) {
    if (!text.isEmpty()) {
      out.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
              x,
              y,
              anchor,
              safe(text)));
    }
  }

  private static String safe(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
