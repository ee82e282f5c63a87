package dev.envc.backend.disk.output;

import dev.envc.backend.archive.Codec;
import dev.envc.backend.disk.assemble.Disk;
import dev.envc.backend.disk.assemble.Tools;
import dev.envc.backend.disk.image.ImagePass;
import dev.envc.backend.disk.image.ImageSink;
import dev.envc.backend.disk.image.RawFile;
import dev.envc.backend.disk.layout.DiskLayout.Output;
import dev.envc.backend.disk.layout.DiskLayout.Output.Format;
import dev.envc.diagnostic.UserErrorException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a disk's files into a folder, all from one pass over the image: the image in its forms,
/// the block map, the digests, the layout report and its picture.
public final class ImageFiles {
  /// Higher levels take several times as long for a few percent: kernels, initramfs and archives do
  /// not get smaller.
  private static final int XZ_LEVEL = 1;

  private final Path folder;
  private final FileWriter files;
  private final String name;

  /// The files are named `NAME.img`, `NAME.img.xz`, `NAME.bmap` and so on.
  public ImageFiles(Path folder, String name) {
    this.folder = folder;
    this.files = new FileWriter(folder);
    this.name = name;
  }

  /// A file that was written: its media type, its SHA-256 in hexadecimal digits.
  public record Written(Path path, String mediaType, String sha256, long size) {}

  public List<Written> write(Disk disk) throws IOException, UserErrorException {
    Output output = disk.layout().output();
    List<Format> formats = output.formats();
    boolean raw = formats.contains(Format.RAW) || needsTool(formats);
    var bmap = new Bmap();
    var rawDigest = new DigestStream(OutputStream.nullOutputStream());
    List<ImageSink> sinks = new ArrayList<>(List.of(bmap, new StreamSink(rawDigest)));
    Map<Format, DigestStream> packed = new LinkedHashMap<>();
    Path rawPath = folder.resolve(name + ".img");
    RawFile rawFile = raw ? new RawFile(rawPath) : null;
    try {
      if (rawFile != null) {
        sinks.add(rawFile);
      }
      for (Format f : List.of(Format.XZ, Format.ZST)) {
        if (formats.contains(f)) {
          var digest = new DigestStream(open(folder.resolve(name + ".img." + f.text())));
          packed.put(f, digest);
          sinks.add(new StreamSink(compressor(f, digest)));
        }
      }
      ImagePass.run(disk.image(), sinks);
    } finally {
      if (rawFile != null) {
        rawFile.close();
      }
    }
    List<Written> all = new ArrayList<>();
    if (formats.contains(Format.RAW)) {
      all.add(
          new Written(rawPath, "application/vnd.envc.disk.raw", rawDigest.hex(), rawDigest.size()));
    }
    packed.forEach(
        (f, digest) ->
            all.add(
                new Written(
                    folder.resolve(name + ".img." + f.text()),
                    f == Format.XZ ? "application/x-xz" : "application/zstd",
                    digest.hex(),
                    digest.size())));
    convert(formats, rawPath, disk.ids().mbrDisk(), all);
    if (output.bmap()) {
      all.add(files.text(name + ".bmap", "application/xml", bmap.text()));
    }
    all.add(files.text(name + ".layout.json", "application/json", LayoutReport.json(disk, name)));
    all.add(files.text(name + ".layout.txt", "text/plain", LayoutReport.text(disk, name)));
    all.add(files.text(name + ".layout.svg", "image/svg+xml", LayoutPicture.svg(disk, name)));
    all.add(digests(all, rawDigest.hex()));
    return all;
  }

  private static boolean needsTool(List<Format> formats) {
    return formats.contains(Format.QCOW2) || formats.contains(Format.VMDK);
  }

  private static OutputStream open(Path path) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
  }

  private static OutputStream compressor(Format f, OutputStream out) throws IOException {
    Codec codec = f == Format.XZ ? Codec.XZ : Codec.ZSTD;
    int level = f == Format.XZ ? XZ_LEVEL : codec.defaultLevel();
    return codec.compress(out, level, Runtime.getRuntime().availableProcessors());
  }

  private void convert(List<Format> formats, Path raw, int id, List<Written> all)
      throws IOException, UserErrorException {
    for (Format f : List.of(Format.QCOW2, Format.VMDK)) {
      if (formats.contains(f)) {
        Path target = folder.resolve(name + "." + f.text());
        Tools.run(
            "qemu-img",
            List.of(
                "convert", "-q", "-f", "raw", "-O", f.text(), raw.toString(), target.toString()),
            "qemu-img (Debian: qemu-utils)",
            _ -> {},
            Map.of());
        if (f == Format.VMDK) {
          VmdkId.set(target, id);
        }
        all.add(FileWriter.written(target, "application/x-" + f.text()));
      }
    }
    if (!formats.contains(Format.RAW)) {
      Files.deleteIfExists(raw);
    }
  }

  /// What `sha256sum -c` checks. The raw image is named also when only its packed forms are kept.
  private Written digests(List<Written> all, String raw) throws IOException {
    var lines = new LinkedHashMap<String, String>();
    lines.put(name + ".img", raw);
    all.forEach(w -> lines.put(w.path().getFileName().toString(), w.sha256()));
    var text = new StringBuilder();
    lines.forEach((file, hex) -> text.append(hex).append("  ").append(file).append('\n'));
    return files.text(name + ".sha256", "text/plain", text.toString());
  }
}
