package dev.envc.rootfs.script.icons;

import dev.envc.rootfs.script.glib.GlibTable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An `icon-theme.cache` with the index of a theme and without its pixels, byte for byte as
/// `gtk-update-icon-cache --index-only` (GTK's docs/iconcache.txt and gtk/updateiconcache.c): which
/// icons there are, in which directories, in which formats. Big endian.
public final class IconCache {
  /// The number of a directory has 16 bits, and one of them is taken.
  public static final int MOST_DIRECTORIES = 0xffff;

  private static final int HEADER = 12;
  private static final int NONE = -1;
  private static final int ICON_FILE = 8;

  private static final Map<String, Integer> FORMATS =
      Map.of("xpm", 1, "svg", 2, "png", 4, "icon", ICON_FILE);

  /// What g_spaced_primes_closest chooses from: the first that is greater.
  private static final int[] PRIMES = {
    11, 19, 37, 73, 109, 163, 251, 367, 557, 823, 1237, 1861, 2777, 4177, 6247, 9371, 14_057,
    21_089, 31_627, 47_431, 71_143, 106_721, 160_073, 240_101, 360_163, 540_217, 810_343, 1_215_497
  };

  private static final Pattern READABLE = Pattern.compile("[!-~]{0,1023}");

  private final SequencedSet<String> directories = new LinkedHashSet<>();

  /// Icon -> where it is, the last directory first.
  private final GlibTable<List<Image>> icons = new GlibTable<>();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> strings = new HashMap<>();

  /// @param formats a bit for each format in which the directory has it
  private record Image(int directory, int formats) {}

  /// A directory while its names are added.
  public final class Directory {
    private final String path;
    private final GlibTable<Integer> formats = new GlibTable<>();

    /// @param path relative to the theme
    public Directory(String path) {
      this.path = path;
    }

    /// Adds a file, in the order of the names; one that is no icon does not count.
    public void add(String name) {
      int dot = name.lastIndexOf('.');
      Integer format = FORMATS.get(name.substring(dot + 1));
      if (dot >= 0 && format != null) {
        directories.add(path);
        String icon = name.substring(0, dot);
        formats.put(icon, formats.get(icon).orElse(0) | format);
      }
    }

    /// After the last name: the directories in this one come before it.
    public void end() {
      int number = List.copyOf(directories).indexOf(path);
      for (String icon : formats.keys()) {
        int bits = formats.get(icon).orElseThrow();
        if (bits != ICON_FILE) {
          List<Image> images = icons.get(icon).orElseGet(ArrayList::new);
          images.addFirst(new Image(number, bits));
          icons.put(icon, images);
        }
      }
    }
  }

  public int size() {
    return directories.size();
  }

  public boolean isEmpty() {
    return icons.size() == 0;
  }

  /// A name with a blank or a character outside ASCII, or one that is too long: GTK would not read
  /// the cache.
  public Optional<String> wrongName() {
    return Stream.concat(directories.stream(), icons.keys().stream())
        .filter(name -> !READABLE.matcher(name).matches())
        .findFirst();
  }

  /// The file.
  public byte[] bytes() {
    int count = buckets();
    var buckets = new TreeMap<Integer, List<String>>();
    for (String icon : icons.keys()) {
      int bucket = Integer.remainderUnsigned(hash(icon), count);
      buckets.computeIfAbsent(bucket, _ -> new ArrayList<>()).addFirst(icon);
    }
    ByteBuffer head = ByteBuffer.allocate(HEADER + 4 + 4 * count);
    head.putShort((short) 1).putShort((short) 0).putInt(HEADER).putInt(0).putInt(count);
    while (head.hasRemaining()) {
      head.putInt(NONE);
    }
    buckets.forEach(
        (bucket, names) -> {
          head.putInt(HEADER + 4 + 4 * bucket, head.capacity() + out.size());
          names.forEach(icon -> icon(icon, head.capacity(), icon.equals(names.getLast())));
        });
    head.putInt(8, head.capacity() + out.size());
    directories(head.capacity());
    var file = new ByteArrayOutputStream();
    file.writeBytes(head.array());
    file.writeBytes(out.toByteArray());
    return file.toByteArray();
  }

  private int buckets() {
    int wanted = icons.size() / 3;
    for (int prime : PRIMES) {
      if (prime > wanted) {
        return prime;
      }
    }
    return PRIMES[PRIMES.length - 1];
  }

  /// h * 31 + c, over signed bytes.
  private static int hash(String text) {
    int hash = 0;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = 31 * hash + b;
    }
    return hash;
  }

  /// Where the next of its bucket is, its name, and its images.
  private void icon(String icon, int start, boolean isLast) {
    int at = start + out.size();
    byte[] name = padded(icon);
    List<Image> images = icons.get(icon).orElseThrow();
    int size = HEADER + name.length + 4 + 8 * images.size();
    word(isLast ? NONE : at + size);
    word(at + HEADER);
    word(at + HEADER + name.length);
    strings.put(icon, at + HEADER);
    out.writeBytes(name);
    word(images.size());
    for (Image image : images) {
      word((image.directory() << 16) | image.formats());
      // No image data.
      word(0);
    }
  }

  /// The names of the directories; one that is an icon's, too, is there already.
  private void directories(int start) {
    int next = start + out.size() + 4 + 4 * directories.size();
    var added = new ByteArrayOutputStream();
    word(directories.size());
    for (String directory : directories) {
      Integer known = strings.get(directory);
      word(known == null ? next + added.size() : known);
      if (known == null) {
        added.writeBytes(padded(directory));
      }
    }
    out.writeBytes(added.toByteArray());
  }

  /// A string with a 0 behind it and as many more as a full word takes.
  private static byte[] padded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, (bytes.length + 4) / 4 * 4);
  }

  private void word(int word) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(word).array());
  }
}
