package dev.envc.rootfs.elf;

import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A dynamically linked ELF file of type ET_DYN: its machine, class and flags from the header, and
/// its DT_SONAME. Only the header, the dynamic section and the name are read; a file whose tables
/// lie outside it is no shared object.
public record SharedObject(
    int machine, boolean is64, ByteOrder order, int flags, Optional<String> soname) {
  private static final int ET_DYN = 3;
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int DT_STRTAB = 5;
  private static final int DT_SONAME = 14;
  private static final int HEADER = 64;
  private static final int MAX_SEGMENTS = 256;
  private static final int MAX_DYNAMIC = 1 << 20;
  private static final int MAX_NAME = 4096;

  private record Segment(int type, long offset, long address, long size) {}

  /// Reads a file; empty when it is not a dynamically linked shared object.
  public static Optional<SharedObject> read(Content content) throws IOException {
    if (content.size() < HEADER) {
      return Optional.empty();
    }
    ByteBuffer header = range(content, 0, HEADER);
    if (header.getInt(0) != 0x7f454c46 || header.get(4) < 1 || header.get(4) > 2) {
      return Optional.empty();
    }
    boolean is64 = header.get(4) == 2;
    ByteOrder order = header.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    header.order(order);
    if (header.getShort(16) != ET_DYN) {
      return Optional.empty();
    }
    List<Segment> segments = segments(content, header, is64);
    Optional<Segment> dynamic = segments.stream().filter(s -> s.type() == PT_DYNAMIC).findFirst();
    if (dynamic.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SharedObject(
            header.getShort(18) & 0xffff,
            is64,
            order,
            header.getInt(is64 ? 48 : 36),
            soname(content, dynamic.get(), segments, is64, order)));
  }

  private static List<Segment> segments(Content content, ByteBuffer header, boolean is64)
      throws IOException {
    long offset = is64 ? header.getLong(32) : header.getInt(28) & 0xffffffffL;
    int size = header.getShort(is64 ? 54 : 42) & 0xffff;
    int count = header.getShort(is64 ? 56 : 44) & 0xffff;
    if (size < (is64 ? 56 : 32)
        || count > MAX_SEGMENTS
        || !inside(content, offset, (long) size * count)) {
      return List.of();
    }
    ByteBuffer table = range(content, offset, size * count).order(header.order());
    var segments = new ArrayList<Segment>();
    for (int i = 0; i < count; i++) {
      int at = i * size;
      segments.add(
          is64
              ? new Segment(
                  table.getInt(at),
                  table.getLong(at + 8),
                  table.getLong(at + 16),
                  table.getLong(at + 32))
              : new Segment(
                  table.getInt(at),
                  table.getInt(at + 4) & 0xffffffffL,
                  table.getInt(at + 8) & 0xffffffffL,
                  table.getInt(at + 16) & 0xffffffffL));
    }
    return segments;
  }

  private static Optional<String> soname(
      Content content, Segment dynamic, List<Segment> segments, boolean is64, ByteOrder order)
      throws IOException {
    if (dynamic.size() > MAX_DYNAMIC || !inside(content, dynamic.offset(), dynamic.size())) {
      return Optional.empty();
    }
    ByteBuffer table = range(content, dynamic.offset(), (int) dynamic.size()).order(order);
    long strings = -1;
    long name = -1;
    int entry = is64 ? 16 : 8;
    for (int at = 0; at + entry <= table.capacity(); at += entry) {
      long tag = is64 ? table.getLong(at) : table.getInt(at);
      long value = is64 ? table.getLong(at + 8) : table.getInt(at + 4) & 0xffffffffL;
      if (tag == 0) {
        break;
      }
      strings = tag == DT_STRTAB ? value : strings;
      name = tag == DT_SONAME ? value : name;
    }
    if (strings < 0 || name < 0) {
      return Optional.empty();
    }
    long address = strings + name;
    return segments.stream()
        .filter(s -> s.type() == PT_LOAD)
        .filter(s -> address >= s.address() && address < s.address() + s.size())
        .findFirst()
        .map(s -> address - s.address() + s.offset())
        .flatMap(offset -> string(content, offset));
  }

  private static Optional<String> string(Content content, long offset) {
    long length = Math.min(MAX_NAME, content.size() - offset);
    if (offset < 0 || length <= 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = range(content, offset, (int) length).array();
      int end = 0;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      return end == 0
          ? Optional.empty()
          : Optional.of(new String(bytes, 0, end, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean inside(Content content, long offset, long length) {
    return offset >= 0 && length >= 0 && offset <= content.size() - length;
  }

  private static ByteBuffer range(Content content, long offset, int length) throws IOException {
    try (InputStream in = content.open()) {
      in.skipNBytes(offset);
      byte[] bytes = in.readNBytes(length);
      return ByteBuffer.wrap(java.util.Arrays.copyOf(bytes, length));
    }
  }
}
