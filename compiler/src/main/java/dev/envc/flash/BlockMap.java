package dev.envc.flash;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A block map of version 2.0 (bmaptool): which blocks of an image have to be written, with the
/// SHA-256 of each run. `size` in bytes.
public record BlockMap(long size, int block, List<Range> ranges) {
  /// Blocks `first` to `last`.
  public record Range(long first, long last, String sha256) {}

  private static final Pattern RANGE =
      Pattern.compile(
          "<Range\\s+chksum=\"([0-9a-f]{64})\">\\s*([0-9]{1,15})(?:-([0-9]{1,15}))?\\s*</Range>");

  public BlockMap {
    ranges = List.copyOf(ranges);
  }

  /// @throws UserErrorException when the text is no such map, or is not what its own digest says
  public static BlockMap parse(String text) throws UserErrorException {
    if (!text.contains("<bmap version=\"2.") || !element(text, "ChecksumType").equals("sha256")) {
      throw bad("The block map is not of version 2 with SHA-256.");
    }
    String own = element(text, "BmapFileChecksum");
    if (!sha256(text.replace(own, "0".repeat(own.length()))).equals(own)) {
      throw bad("The block map is damaged: its own digest does not fit.");
    }
    long size = number(element(text, "ImageSize"));
    long block = number(element(text, "BlockSize"));
    if (block < 512 || block > 1 << 20) {
      throw bad("The block map has blocks of " + block + " bytes.");
    }
    return new BlockMap(size, (int) block, ranges(text, (size + block - 1) / block));
  }

  private static List<Range> ranges(String text, long blocks) throws UserErrorException {
    List<Range> ranges = new ArrayList<>();
    Matcher m = RANGE.matcher(text);
    long next = 0;
    while (m.find()) {
      long first = number(m.group(2));
      long last = m.group(3) == null ? first : number(m.group(3));
      if (first < next || last < first || last >= blocks) {
        throw bad("The block map's ranges are out of order or outside the image.");
      }
      ranges.add(new Range(first, last, m.group(1)));
      next = last + 1;
    }
    return ranges;
  }

  private static long number(String text) throws UserErrorException {
    if (!text.matches("[0-9]{1,15}")) {
      throw bad("The block map lacks a number.");
    }
    return Long.parseLong(text);
  }

  private static String element(String text, String name) {
    Matcher m = Pattern.compile("<" + name + ">\\s*([^<\\s]*)\\s*</" + name + ">").matcher(text);
    return m.find() ? m.group(1) : "";
  }

  private static UserErrorException bad(String message) {
    return new UserErrorException(Diagnostic.error(DiskCode.BAD_IMAGE, message));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
