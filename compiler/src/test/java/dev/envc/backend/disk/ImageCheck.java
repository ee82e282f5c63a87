package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Program;
import dev.envc.backend.archive.PartialFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the tools of the trade say about an image, of which the files lie beside its layout report:
/// its table, every file system, its dm-verity hashes, and every form of it against every other.
public final class ImageCheck {
  private static final String PART = ".part";
  private static final String LAYOUT = ".layout.json";

  private final Path folder;
  private final String name;
  private final JsonNode layout;

  private ImageCheck(Path folder, String name) throws IOException {
    this.folder = folder;
    this.name = name;
    this.layout = JsonMapper.shared().readTree(Files.readString(folder.resolve(name + LAYOUT)));
  }

  /// The image that an artefact of any form is of.
  public static ImageCheck of(Path artefact) throws IOException {
    String file = artefact.getFileName().toString();
    return new ImageCheck(artefact.resolveSibling("").normalize(), file.replaceFirst("\\..*", ""));
  }

  /// Checks every image that a compile names on its standard output.
  public static void ofCompile(String printed) throws Exception {
    List<String> layouts =
        printed
            .lines()
            .map(l -> l.replaceFirst(" .*", ""))
            .filter(l -> l.endsWith(LAYOUT))
            .toList();
    assertFalse(layouts.isEmpty(), printed);
    for (String l : layouts) {
      of(Path.of(l)).check();
    }
  }

  /// Everything.
  public void check() throws Exception {
    Path work = Files.createTempDirectory("envc-image");
    try {
      Path image = raw(work);
      checkTable(image);
      for (JsonNode p : layout.get("partitions")) {
        checkFileSystem(p, part(image, p.get("name").asString(), work), work);
      }
      for (JsonNode p : layout.get("partitions")) {
        String of = p.get("name").asString();
        if (p.has("root-hash")) {
          Program.run(
              "veritysetup",
              "verify",
              work.resolve(of + PART).toString(),
              work.resolve(of + "-verity" + PART).toString(),
              p.get("root-hash").asString());
        }
      }
      checkForms(image, work);
    } finally {
      PartialFile.deleteTree(work);
    }
  }

  private Path file(String end) {
    return folder.resolve(name + end);
  }

  /// The raw image, or what bmaptool makes of a packed one.
  private Path raw(Path work) throws Exception {
    if (Files.exists(file(".img"))) {
      return file(".img");
    }
    Path image = work.resolve("raw.img");
    String packed = Files.exists(file(".img.xz")) ? ".img.xz" : ".img.zst";
    if (Files.exists(file(packed))) {
      copy(file(packed), image);
    } else {
      String form = Files.exists(file(".qcow2")) ? ".qcow2" : ".vmdk";
      Program.run("qemu-img", "convert", "-O", "raw", file(form).toString(), image.toString());
    }
    return image;
  }

  private void copy(Path from, Path to) throws Exception {
    String bmap = file(".bmap").toString();
    Program.run("bmaptool", "-q", "copy", "--bmap", bmap, from.toString(), to.toString());
  }

  private void checkTable(Path image) throws Exception {
    String said = Program.run("sfdisk", "--verify", image.toString());
    assertTrue(said.contains("No errors detected"), said);
    if (!layout.get("table").asString().equals("mbr")) {
      said = Program.run("sgdisk", "--verify", image.toString());
      assertTrue(said.contains("No problems found"), said);
    }
  }

  private JsonNode partition(String partition) {
    for (JsonNode p : layout.get("partitions")) {
      if (p.get("name").asString().equals(partition)) {
        return p;
      }
    }
    throw new AssertionError("no partition " + partition + " in " + name);
  }

  /// Where a partition starts, in bytes.
  public long start(String partition) {
    return partition(partition).get("start").asLong();
  }

  /// Its id, as the layout report has it.
  public String id(String partition) {
    return partition(partition).get("id").asString();
  }

  public long size(String partition) {
    return partition(partition).get("size").asLong();
  }

  /// The bytes of a partition, as a file in a folder.
  public Path part(String partition, Path into) throws Exception {
    return part(file(".img"), partition, into);
  }

  private Path part(Path image, String partition, Path into) throws Exception {
    Path part = into.resolve(partition + PART);
    List<String> command =
        new ArrayList<>(List.of("if=" + image, "of=" + part, "bs=1M", "status=none"));
    command.add("iflag=skip_bytes,count_bytes");
    command.addAll(List.of("skip=" + start(partition), "count=" + size(partition)));
    command.add("conv=sparse");
    Program.run("dd", command.toArray(String[]::new));
    return part;
  }

  private static void checkFileSystem(JsonNode p, Path part, Path work) throws Exception {
    String file = part.toString();
    switch (p.get("filesystem").asString()) {
      case "ext4" -> Program.run("e2fsck", "-f", "-n", file);
      case "vfat", "fat12", "fat16", "fat32" -> Program.run("fsck.vfat", "-n", "-v", file);
      case "erofs" -> Program.run("fsck.erofs", "--extract", file);
      case "squashfs" ->
          Program.run("unsquashfs", "-q", "-n", "-f", "-d", work.resolve("sq").toString(), file);
      case "swap" -> {
        String said = Program.run("swaplabel", file);
        assertTrue(said.contains("UUID:"), said);
      }
      default -> {}
    }
  }

  private void checkForms(Path image, Path work) throws Exception {
    Path written = work.resolve("written.img");
    if (Files.exists(file(".bmap"))) {
      for (String form : List.of(".img", ".img.xz", ".img.zst")) {
        if (Files.exists(file(form))) {
          copy(file(form), written);
          assertEquals(-1, Files.mismatch(image, written), name + form);
          Files.delete(written);
        }
      }
    }
    for (String form : List.of(".qcow2", ".vmdk")) {
      if (Files.exists(file(form))) {
        Program.run("qemu-img", "compare", image.toString(), file(form).toString());
      }
    }
    if (Files.exists(file(".sha256"))) {
      var sums =
          Program.attempt(
              folder, "sha256sum", "--check", "--ignore-missing", file(".sha256").toString());
      assertEquals(0, sums.code(), sums.output());
    }
  }
}
