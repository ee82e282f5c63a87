package dev.envc.backend.disk.output;

import dev.envc.backend.disk.assemble.Disk;
import dev.envc.backend.disk.assemble.Disk.Placed;
import dev.envc.backend.disk.layout.ByteSize;
import dev.envc.backend.disk.layout.DiskLayout.RawArea;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A disk as a picture: one bar, areas in their order; small ones are drawn wide enough to be read.
final class LayoutPicture {
  private static final int WIDTH = 960;
  private static final int LEAST = 112;
  private static final List<String> COLOURS =
      List.of("#8ecae6", "#ffd166", "#95d5b2", "#f4acb7", "#cdb4db", "#ffc8a2");

  private record Area(String name, String detail, long start, long size, long used) {}

  private LayoutPicture() {}

  static String svg(Disk disk, String title) {
    List<Area> areas = new ArrayList<>();
    for (RawArea r : disk.layout().raw()) {
      areas.add(new Area(r.name(), "raw", r.offset(), r.size(), r.size()));
    }
    for (Placed p : disk.partitions()) {
      areas.add(
          new Area(
              p.partition().name(),
              p.partition().fileSystem().text(),
              p.start(),
              p.length(),
              p.image().mapped()));
    }
    areas.sort(Comparator.comparingLong(Area::start));
    long total = areas.stream().mapToLong(Area::size).sum();
    int free = Math.max(0, WIDTH - LEAST * areas.size());
    var out = new StringBuilder();
    int width = areas.stream().mapToInt(a -> width(a, total, free)).sum() + 20;
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width);
    out.append("\" height=\"140\" font-family=\"sans-serif\" font-size=\"12\">\n");
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    label(out, 10, 18, title + ", " + ByteSize.print(disk.image().size()));
    int x = 10;
    for (int i = 0; i < areas.size(); i++) {
      Area a = areas.get(i);
      int w = width(a, total, free);
      rectangle(out, x, w, "#eeeeee", "none");
      int used = (int) (a.size() == 0 ? 0 : w * a.used() / a.size());
      rectangle(out, x, Math.min(w, used), COLOURS.get(i % COLOURS.size()), "none");
      rectangle(out, x, w, "none", "#555");
      label(out, x + 4, 50, a.name());
      label(out, x + 4, 68, a.detail());
      label(out, x + 4, 86, ByteSize.print(a.size()));
      label(out, x + 4, 112, "at " + ByteSize.print(a.start()));
      x += w;
    }
    return out.append("</svg>\n").toString();
  }

  private static int width(Area a, long total, int free) {
    return LEAST + (int) (total == 0 ? 0 : free * (double) a.size() / total);
  }

  private static void rectangle(StringBuilder out, int x, int width, String fill, String stroke) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"30\" width=\"%d\" height=\"64\" fill=\"%s\" stroke=\"%s\"/>\n",
            x,
            width,
            fill,
            stroke));
  }

  private static void label(StringBuilder out, int x, int y, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;");
    out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>\n", x, y, safe));
  }
}
