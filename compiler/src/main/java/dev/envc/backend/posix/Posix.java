package dev.envc.backend.posix;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// Calls of libc on Linux, by the foreign function interface. Paths are bytes, as the kernel has
/// them, whatever the locale of the process. A failed call throws [PosixException].
public final class Posix {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout CAPTURE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int O_CREATE_NEW = 1 | 0100 | 0200 | 02000000;
  private static final int BUFFER = 1 << 18;

  private static final MethodHandle MKDIR = find("mkdir", "pi");
  private static final MethodHandle OPEN = open();
  private static final MethodHandle CLOSE = find("close", "i");
  private static final MethodHandle WRITE = write();
  private static final MethodHandle SYMLINK = find("symlink", "pp");
  private static final MethodHandle LINK = find("link", "pp");
  private static final MethodHandle CHMOD = find("chmod", "pi");
  private static final MethodHandle LCHOWN = find("lchown", "pii");
  private static final MethodHandle UTIMENSAT = find("utimensat", "ippi");
  private static final MethodHandle LSETXATTR = find("lsetxattr", "pppli");
  private static final MethodHandle MKNOD = find("mknod", "pil");
  private static final MethodHandle GETEUID = find("geteuid", "");

  private Posix() {}

  /// The user that files belong to which this process makes.
  public static int effectiveUser() {
    try (Arena arena = Arena.ofConfined()) {
      return (int) GETEUID.invoke(arena.allocate(CAPTURE));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  public static void mkdir(byte[] path, int mode) throws IOException {
    call("mkdir", path, (a, s) -> (int) MKDIR.invoke(s, text(a, path), mode));
  }

  public static void symlink(byte[] target, byte[] path) throws IOException {
    call("symlink", path, (a, s) -> (int) SYMLINK.invoke(s, text(a, target), text(a, path)));
  }

  public static void link(byte[] target, byte[] path) throws IOException {
    call("link", path, (a, s) -> (int) LINK.invoke(s, text(a, target), text(a, path)));
  }

  public static void chmod(byte[] path, int mode) throws IOException {
    call("chmod", path, (a, s) -> (int) CHMOD.invoke(s, text(a, path), mode));
  }

  public static void lchown(byte[] path, long uid, long gid) throws IOException {
    call("chown", path, (a, s) -> (int) LCHOWN.invoke(s, text(a, path), (int) uid, (int) gid));
  }

  /// Sets access and modification time, of a link itself.
  public static void times(byte[] path, long seconds, int nanos) throws IOException {
    call(
        "utimensat",
        path,
        (a, s) -> {
          MemorySegment times = a.allocate(ValueLayout.JAVA_LONG, 4);
          for (int i = 0; i < 4; i++) {
            times.setAtIndex(ValueLayout.JAVA_LONG, i, i % 2 == 0 ? seconds : nanos);
          }
          return (int) UTIMENSAT.invoke(s, AT_FDCWD, text(a, path), times, AT_SYMLINK_NOFOLLOW);
        });
  }

  public static void xattr(byte[] path, String name, byte[] value) throws IOException {
    call(
        "setxattr",
        path,
        (a, s) -> {
          MemorySegment bytes = a.allocateFrom(ValueLayout.JAVA_BYTE, value);
          return (int)
              LSETXATTR.invoke(s, text(a, path), a.allocateFrom(name), bytes, value.length, 0);
        });
  }

  /// Makes a fifo or device node; `type` is S_IFIFO, S_IFBLK or S_IFCHR.
  public static void mknod(byte[] path, int type, int mode, int major, int minor)
      throws IOException {
    long device =
        (minor & 0xffL) | (major & 0xfffL) << 8 | (minor & ~0xffL) << 12 | (major & ~0xfffL) << 32;
    call("mknod", path, (a, s) -> (int) MKNOD.invoke(s, text(a, path), type | mode, device));
  }

  /// Writes a new file, readable by its owner alone until its mode is set.
  public static void create(byte[] path, InputStream content) throws IOException {
    int fd = call("open", path, (a, s) -> (int) OPEN.invoke(s, text(a, path), O_CREATE_NEW, 0600));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(BUFFER);
      byte[] bytes = new byte[BUFFER];
      for (int n = content.read(bytes); n >= 0; n = content.read(bytes)) {
        MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, n);
        for (long at = 0; at < n; ) {
          MemorySegment rest = buffer.asSlice(at, n - at);
          at +=
              call(
                  "write", path, (_, s) -> (int) (long) WRITE.invoke(s, fd, rest, rest.byteSize()));
        }
      }
    } finally {
      call("close", path, (_, s) -> (int) CLOSE.invoke(s, fd));
    }
  }

  private interface Call {
    int run(Arena arena, MemorySegment state) throws Throwable;
  }

  private static int call(String what, byte[] path, Call call) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURE);
      int result = call.run(arena, state);
      if (result < 0) {
        throw new PosixException(what, path, (int) ERRNO.get(state, 0L));
      }
      return result;
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static MemorySegment text(Arena arena, byte[] bytes) {
    MemorySegment text = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return text;
  }

  private static RuntimeException unexpected(Throwable e) {
    return e instanceof RuntimeException r ? r : new IllegalStateException(e);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle find(String name, String parameters) {
    MemoryLayout[] layouts =
        parameters
            .chars()
            .mapToObj(
                c ->
                    switch (c) {
                      case 'p' -> (MemoryLayout) ValueLayout.ADDRESS;
                      case 'l' -> ValueLayout.JAVA_LONG;
                      default -> ValueLayout.JAVA_INT;
                    })
            .toArray(MemoryLayout[]::new);
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts),
        Linker.Option.captureCallState("errno"));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle open() {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow("open"),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
        Linker.Option.firstVariadicArg(2),
        Linker.Option.captureCallState("errno"));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle write() {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow("write"),
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG),
        Linker.Option.captureCallState("errno"));
  }
}
