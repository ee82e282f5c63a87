package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import dev.envc.store.format.TarMember.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parts of a member that are stored: the whole of it, or the map of a sparse file in one of
/// the four forms GNU tar has written (the old GNU header, and 0.0, 0.1 and 1.0 in pax headers).
record TarSparse(Optional<byte[]> name, long stored, long size, List<Part> parts) {
  private static final int MAX_PARTS = 1_000_000;

  static TarSparse read(TarReader in, byte[] header, PaxHeader pax, char type, long stored)
      throws IOException, BadPackageException {
    if (type == 'S') {
      return oldGnu(in, header, stored);
    }
    if (pax.get("GNU.sparse.major").isPresent()) {
      return version1(in, pax, stored);
    }
    if (pax.get("GNU.sparse.map").isPresent()) {
      return version01(pax, stored);
    }
    if (pax.get("GNU.sparse.numblocks").isPresent()) {
      return version00(pax, stored);
    }
    return new TarSparse(Optional.empty(), stored, stored, List.of(new Part(0, stored)));
  }

  private static TarSparse oldGnu(TarReader in, byte[] header, long stored)
      throws IOException, BadPackageException {
    var numbers = new ArrayList<Long>();
    fields(header, 386, 4, numbers);
    boolean more = header[482] != 0;
    while (more) {
      byte[] block = in.headerBlock();
      fields(block, 0, 21, numbers);
      more = block[504] != 0;
      checkCount(numbers.size() / 2);
    }
    return of(Optional.empty(), stored, TarNumbers.field(header, 483, 12), numbers, stored);
  }

  private static void fields(byte[] block, int offset, int count, List<Long> numbers)
      throws BadPackageException {
    for (int i = 0; i < count && block[offset + i * 24] != 0; i++) {
      numbers.add(TarNumbers.field(block, offset + i * 24, 12));
      numbers.add(TarNumbers.field(block, offset + i * 24 + 12, 12));
    }
  }

  private static TarSparse version00(PaxHeader pax, long stored) throws BadPackageException {
    List<byte[]> offsets = pax.all("GNU.sparse.offset");
    List<byte[]> lengths = pax.all("GNU.sparse.numbytes");
    if (offsets.size() != lengths.size()) {
      throw bad();
    }
    var numbers = new ArrayList<Long>();
    for (int i = 0; i < offsets.size(); i++) {
      numbers.add(TarNumbers.decimal(offsets.get(i)));
      numbers.add(TarNumbers.decimal(lengths.get(i)));
    }
    return of(pax.get("GNU.sparse.name"), stored, size(pax, "GNU.sparse.size"), numbers, stored);
  }

  private static TarSparse version01(PaxHeader pax, long stored) throws BadPackageException {
    String map =
        new String(
            pax.get("GNU.sparse.map").orElseThrow(TarSparse::bad), StandardCharsets.ISO_8859_1);
    var numbers = new ArrayList<Long>();
    for (String number : map.split(",", -1)) {
      numbers.add(TarNumbers.decimal(number.getBytes(StandardCharsets.ISO_8859_1)));
    }
    return of(pax.get("GNU.sparse.name"), stored, size(pax, "GNU.sparse.size"), numbers, stored);
  }

  /// The map is at the start of the data: numbers in lines, padded to a block.
  private static TarSparse version1(TarReader in, PaxHeader pax, long stored)
      throws IOException, BadPackageException {
    var map = new MapLines(in);
    long count = map.next();
    checkCount(count);
    var numbers = new ArrayList<Long>();
    for (long i = 0; i < count * 2; i++) {
      numbers.add(map.next());
    }
    return of(
        pax.get("GNU.sparse.name"), stored, size(pax, "GNU.sparse.realsize"), numbers, in.left());
  }

  /// Lines of decimal numbers, read in whole blocks.
  private static final class MapLines {
    private final TarReader in;
    private byte[] block = new byte[0];
    private int at;

    MapLines(TarReader in) {
      this.in = in;
    }

    long next() throws IOException, BadPackageException {
      var digits = new StringBuilder();
      while (true) {
        if (at == block.length) {
          block = in.readFully(TarReader.BLOCK);
          at = 0;
        }
        char c = (char) block[at++];
        if (c == '\n') {
          return TarNumbers.decimal(digits.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        digits.append(c);
        if (digits.length() > 20) {
          throw bad();
        }
      }
    }
  }

  private static long size(PaxHeader pax, String key) throws BadPackageException {
    return TarNumbers.decimal(pax.get(key).orElseThrow(TarSparse::bad));
  }

  private static TarSparse of(
      Optional<byte[]> name, long stored, long size, List<Long> numbers, long data)
      throws BadPackageException {
    if (numbers.size() % 2 != 0) {
      throw bad();
    }
    checkCount(numbers.size() / 2);
    var parts = new ArrayList<Part>();
    long end = 0;
    long sum = 0;
    for (int i = 0; i < numbers.size(); i += 2) {
      long offset = numbers.get(i);
      long length = numbers.get(i + 1);
      if (offset < end || length < 0 || offset + length > size) {
        throw bad();
      }
      end = offset + length;
      sum += length;
      parts.add(new Part(offset, length));
    }
    if (sum != data || size < 0) {
      throw bad();
    }
    return new TarSparse(name, stored, size, parts);
  }

  private static void checkCount(long parts) throws BadPackageException {
    if (parts < 0 || parts > MAX_PARTS) {
      throw new BadPackageException(StoreCode.TOO_BIG, "A sparse file has too many parts.");
    }
  }

  private static BadPackageException bad() {
    return new BadPackageException(
        StoreCode.BAD_TAR, "The map of a sparse file is malformed or does not fit its data.");
  }
}
