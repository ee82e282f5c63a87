package dev.envc.store.format;

import dev.envc.store.PosixName;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Headers that were read ahead of the member they belong to.
final class TarHeaders {
  @Nullable PaxHeader pax;
  byte @Nullable [] longName;
  byte @Nullable [] longLink;

  boolean isEmpty() {
    return pax == null && longName == null && longLink == null;
  }

  static TarMember member(
      byte[] block, PaxHeader pax, TarHeaders ahead, TarSparse sparse, char type)
      throws BadPackageException {
    byte[] name =
        sparse.name().or(() -> pax.get("path")).orElseGet(() -> name(block, ahead.longName));
    byte[] link =
        pax.get("linkpath")
            .orElseGet(() -> ahead.longLink == null ? text(block, 157, 100) : ahead.longLink);
    Optional<byte[]> mtime = pax.get("mtime");
    long[] time =
        mtime.isPresent()
            ? TarNumbers.time(mtime.get())
            : new long[] {TarNumbers.field(block, 136, 12), 0};
    TarMember.Type kind = type(type, name);
    boolean device = kind == TarMember.Type.BLOCK_DEVICE || kind == TarMember.Type.CHARACTER_DEVICE;
    return new TarMember(
        PosixName.decode(name),
        kind,
        (int) TarNumbers.field(block, 100, 8) & 07777,
        id(pax, "uid", block, 108),
        id(pax, "gid", block, 116),
        user(pax, "uname", block, 265),
        user(pax, "gname", block, 297),
        time[0],
        (int) time[1],
        PosixName.decode(link),
        device ? (int) TarNumbers.field(block, 329, 8) : 0,
        device ? (int) TarNumbers.field(block, 337, 8) : 0,
        sparse.stored(),
        sparse.size(),
        sparse.parts(),
        pax.xattrs());
  }

  private static String user(PaxHeader pax, String key, byte[] block, int offset) {
    return PosixName.decode(
        pax.get(key).orElseGet(() -> ustar(block) ? text(block, offset, 32) : new byte[0]));
  }

  private static long id(PaxHeader pax, String key, byte[] block, int offset)
      throws BadPackageException {
    Optional<byte[]> value = pax.get(key);
    return value.isPresent() ? TarNumbers.decimal(value.get()) : TarNumbers.field(block, offset, 8);
  }

  private static byte[] name(byte[] block, byte @Nullable [] longName) {
    if (longName != null) {
      return longName;
    }
    byte[] name = text(block, 0, 100);
    byte[] prefix = posix(block) ? text(block, 345, 155) : new byte[0];
    if (prefix.length == 0) {
      return name;
    }
    byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    whole[prefix.length] = '/';
    System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
    return whole;
  }

  /// `ustar` and a NUL: only POSIX headers have a prefix field.
  private static boolean posix(byte[] block) {
    return ustar(block) && block[262] == 0;
  }

  private static boolean ustar(byte[] block) {
    return block[257] == 'u'
        && block[258] == 's'
        && block[259] == 't'
        && block[260] == 'a'
        && block[261] == 'r';
  }

  private static byte[] text(byte[] block, int offset, int length) {
    return TarReader.untilNul(Arrays.copyOfRange(block, offset, offset + length));
  }

  private static TarMember.Type type(char type, byte[] name) throws BadPackageException {
    return switch (type) {
      case 0, '0', '7', 'S' ->
          type == 0 && name.length > 0 && name[name.length - 1] == '/'
              ? TarMember.Type.DIRECTORY
              : TarMember.Type.FILE;
      case '1' -> TarMember.Type.HARDLINK;
      case '2' -> TarMember.Type.SYMLINK;
      case '3' -> TarMember.Type.CHARACTER_DEVICE;
      case '4' -> TarMember.Type.BLOCK_DEVICE;
      case '5' -> TarMember.Type.DIRECTORY;
      case '6' -> TarMember.Type.FIFO;
      default ->
          throw TarReader.bad(
              "A tar member is of the unknown type "
                  + BadPackageException.show(String.valueOf(type))
                  + ".");
    };
  }
}
