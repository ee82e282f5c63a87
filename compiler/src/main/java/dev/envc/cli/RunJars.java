package dev.envc.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.DeadCodeOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// What the launcher starts from: the jars as Maven fetched and verified them, put so that the
/// JVM's AOT cache can hold every class. It takes none of a signed jar, and none older than Java 6
/// (they have no StackMapTable, JVMS 4.10.1). Native code is called by JNI. Switches over types and
/// the methods of records are plain code (see [PlainCalls]). Entries are stored, not deflated.
///
/// Arguments: the directory of the jars, the directory to write.
final class RunJars {
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  /// The variant of zstd-jni that calls its library by java.lang.foreign: each call is linked anew
  /// at every start, which takes longer than packing a layer. The other variant, by JNI, calls the
  /// same library.
  private static final Pattern FOREIGN =
      Pattern.compile("META-INF/versions/[0-9]+/com/github/luben/zstd/.*");

  /// The first version of class files with a StackMapTable.
  private static final int JAVA_6 = 50;

  /// The first version with records (JEP 395).
  private static final int JAVA_16 = 60;

  private final ClassFile classFile;

  private RunJars(ClassLoader libraries) {
    var hierarchy =
        ClassHierarchyResolver.ofResourceParsing(libraries)
            .orElse(ClassHierarchyResolver.defaultResolver())
            .cached();
    classFile =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            DeadCodeOption.PATCH_DEAD_CODE,
            ClassHierarchyResolverOption.of(hierarchy));
  }

  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    Path to = Files.createDirectories(Path.of(args[1]));
    var jars = new RunJars(RunJars.class.getClassLoader());
    List<Path> all;
    try (Stream<Path> files = Files.list(from)) {
      all = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : all) {
      jars.copy(jar, to.resolve(jar.getFileName()));
    }
  }

  private void copy(Path from, Path to) throws IOException {
    try (var in = new ZipFile(from.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(to))) {
      for (ZipEntry entry : in.stream().map(ZipEntry.class::cast).toList()) {
        String name = entry.getName();
        if (!SIGNATURE.matcher(name).matches() && !FOREIGN.matcher(name).matches()) {
          byte[] content = content(name, in.getInputStream(entry).readAllBytes());
          out.putNextEntry(stored(name, content, entry.getTime()));
          out.write(content);
        }
      }
    }
  }

  private byte[] content(String name, byte[] bytes) throws IOException {
    if (name.equals("META-INF/MANIFEST.MF")) {
      return withoutDigests(bytes);
    }
    if (!name.endsWith(".class")) {
      return bytes;
    }
    int version = version(bytes);
    if (version >= JAVA_16) {
      return withPlainCalls(bytes);
    }
    return version < JAVA_6 ? withStackMaps(bytes) : bytes;
  }

  private byte[] withPlainCalls(byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    return PlainCalls.in(model) ? classFile.transformClass(model, PlainCalls.of(model)) : bytes;
  }

  private static byte[] withoutDigests(byte[] bytes) throws IOException {
    var manifest = new Manifest(new ByteArrayInputStream(bytes));
    manifest.getEntries().clear();
    var out = new ByteArrayOutputStream();
    manifest.write(out);
    return out.toByteArray();
  }

  private static int version(byte[] classFile) {
    return ByteBuffer.wrap(classFile).getShort(6);
  }

  /// The class as it is when it needs a class that is not there: it could not be loaded anyway.
  private byte[] withStackMaps(byte[] bytes) {
    ClassTransform code =
        ClassTransform.transformingMethodBodies((to, element) -> to.with(element));
    ClassTransform version =
        (to, element) -> {
          if (element instanceof ClassFileVersion) {
            to.withVersion(JAVA_6, 0);
          } else {
            to.with(element);
          }
        };
    try {
      return classFile.transformClass(classFile.parse(bytes), code.andThen(version));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return bytes;
    }
  }

  private static ZipEntry stored(String name, byte[] content, long time) {
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(time);
    return entry;
  }
}
