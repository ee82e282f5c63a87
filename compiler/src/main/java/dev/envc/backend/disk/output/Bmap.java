package dev.envc.backend.disk.output;

import dev.envc.backend.disk.image.ImagePass;
import dev.envc.backend.disk.image.ImageSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A block map of version 2.0, the XML that bmaptool reads: which blocks of an image are mapped,
/// and the SHA-256 of each run of them. Made while the image passes by.
final class Bmap implements ImageSink {
  private static final String NO_DIGEST = "0".repeat(64);

  private record Range(long first, long last, String digest) {}

  private final List<Range> ranges = new ArrayList<>();
  private MessageDigest digest = sha256();
  private long block;
  private long start = -1;

  @Override
  public void data(byte[] bytes, int length) {
    if (start < 0) {
      start = block;
    }
    digest.update(bytes, 0, length);
    block += length / ImagePass.BLOCK;
  }

  @Override
  public void hole(long length) {
    endRange();
    block += length / ImagePass.BLOCK;
  }

  @Override
  public void finish() {
    endRange();
  }

  private void endRange() {
    if (start >= 0) {
      ranges.add(new Range(start, block - 1, HexFormat.of().formatHex(digest.digest())));
      digest = sha256();
      start = -1;
    }
  }

  /// The file; complete only after the pass.
  String text() {
    String unsigned = text(NO_DIGEST);
    String own =
        HexFormat.of().formatHex(sha256().digest(unsigned.getBytes(StandardCharsets.UTF_8)));
    return text(own);
  }

  private String text(String own) {
    long mapped = ranges.stream().mapToLong(r -> r.last() - r.first() + 1).sum();
    var out = new StringBuilder("<?xml version=\"1.0\" ?>\n<bmap version=\"2.0\">\n");
    element(out, "ImageSize", block * ImagePass.BLOCK);
    element(out, "BlockSize", ImagePass.BLOCK);
    element(out, "BlocksCount", block);
    element(out, "MappedBlocksCount", mapped);
    out.append("  <ChecksumType> sha256 </ChecksumType>\n");
    out.append("  <BmapFileChecksum> ").append(own).append(" </BmapFileChecksum>\n");
    out.append("  <BlockMap>\n");
    for (Range r : ranges) {
      out.append("    <Range chksum=\"").append(r.digest()).append("\"> ").append(r.first());
      if (r.last() > r.first()) {
        out.append('-').append(r.last());
      }
      out.append(" </Range>\n");
    }
    return out.append("  </BlockMap>\n</bmap>\n").toString();
  }

  private static void element(StringBuilder out, String name, long value) {
    out.append("  <").append(name).append("> ").append(value);
    out.append(" </").append(name).append(">\n");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
