package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJarsTest {
  private static final String MANIFEST =
      "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\nName: Old.class\r\nSHA-256-Digest:"
          + " AAAA\r\n\r\n";

  @TempDir Path scratch;

  @Test
  void aSignedJarOfOldClassesIsOneThatTheCacheTakes() throws Exception {
    Path from = Files.createDirectories(scratch.resolve("from"));
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put("META-INF/MANIFEST.MF", MANIFEST.getBytes(StandardCharsets.UTF_8));
    entries.put("META-INF/MAKER.SF", new byte[] {1});
    entries.put("META-INF/MAKER.RSA", new byte[] {2});
    entries.put("META-INF/services/x.Y", "Old".getBytes(StandardCharsets.UTF_8));
    entries.put("Old.class", classOfJava5());
    write(from.resolve("old.jar"), entries);

    RunJars.main(new String[] {from.toString(), scratch.resolve("to").toString()});

    Path jar = scratch.resolve("to/old.jar");
    try (var zip = new ZipFile(jar.toFile())) {
      assertEquals(
          List.of("META-INF/MANIFEST.MF", "META-INF/services/x.Y", "Old.class"),
          zip.stream().map(ZipEntry::getName).toList());
      String manifest = new String(content(zip, "META-INF/MANIFEST.MF"), StandardCharsets.UTF_8);
      assertTrue(manifest.contains("Multi-Release: true"), manifest);
      assertFalse(manifest.contains("Digest"), manifest);
      assertEquals(50, content(zip, "Old.class")[7]);
    }
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      var larger = loader.loadClass("Old").getMethod("larger", int.class, int.class);
      assertEquals(5, larger.invoke(null, 3, 5));
      assertEquals(7, larger.invoke(null, 7, 5));
    }
  }

  /// A class as javac writes it, and as it is when the JVM has nothing to link in it any more.
  @Test
  void switchesAndRecordsSayTheSameAsPlainCode() throws Exception {
    Path from = Files.createDirectories(scratch.resolve("from"));
    var entries = new LinkedHashMap<String, byte[]>();
    for (Class<?> type :
        List.of(Plain.class, Plain.Mixed.class, Plain.None.class, Plain.Switch.class)) {
      String name = type.getName().replace('.', '/') + ".class";
      try (var in = Plain.class.getClassLoader().getResourceAsStream(name)) {
        entries.put(name, in.readAllBytes());
      }
    }
    write(from.resolve("plain.jar"), entries);

    RunJars.main(new String[] {from.toString(), scratch.resolve("to").toString()});

    Path jar = scratch.resolve("to/plain.jar");
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        var zip = new ZipFile(jar.toFile())) {
      for (String name : entries.keySet()) {
        assertTrue(dynamicCalls(entries.get(name)) > 0 || name.endsWith("Plain.class"), name);
        assertEquals(0, dynamicCalls(content(zip, name)), name);
      }
      Class<?> plain = loader.loadClass(Plain.class.getName());
      assertEquals(Plain.said(), plain.getDeclaredMethod("said").invoke(null));
    }
  }

  private static long dynamicCalls(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(element -> element instanceof InvokeDynamicInstruction)
        .count();
  }

  private static byte[] content(ZipFile zip, String name) throws Exception {
    try (var in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  /// A class with a branch, as compilers of Java 5 wrote it: without StackMapTable.
  private static byte[] classOfJava5() {
    MethodTypeDesc type =
        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
    return ClassFile.of()
        .build(
            ClassDesc.of("Old"),
            to ->
                to.withVersion(ClassFile.JAVA_5_VERSION, 0)
                    .withMethodBody(
                        "larger",
                        type,
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> {
                          var second = code.newLabel();
                          code.iload(0).iload(1).if_icmplt(second).iload(0).ireturn();
                          code.labelBinding(second).iload(1).ireturn();
                        }));
  }

  /// The variant by java.lang.foreign would be taken by a JVM of 22 and later.
  @Test
  void nativeCodeIsCalledByJni() throws Exception {
    Path from = Files.createDirectories(scratch.resolve("from"));
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put("META-INF/MANIFEST.MF", MANIFEST.getBytes(StandardCharsets.UTF_8));
    entries.put("com/github/luben/zstd/Zstd.class", new byte[] {0, 0, 0, 0, 0, 0, 0, 52});
    entries.put(
        "META-INF/versions/22/com/github/luben/zstd/Zstd.class",
        new byte[] {0, 0, 0, 0, 0, 0, 0, 66});
    entries.put("META-INF/versions/9/other/One", new byte[] {1});
    write(from.resolve("zstd.jar"), entries);

    RunJars.main(new String[] {from.toString(), scratch.resolve("to").toString()});

    try (var zip = new ZipFile(scratch.resolve("to/zstd.jar").toFile())) {
      assertEquals(
          List.of(
              "META-INF/MANIFEST.MF",
              "com/github/luben/zstd/Zstd.class",
              "META-INF/versions/9/other/One"),
          zip.stream().map(ZipEntry::getName).toList());
    }
  }

  private static void write(Path jar, Map<String, byte[]> entries) throws Exception {
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (var entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
  }
}
