package dev.envc.driver;

import dev.envc.backend.Artifact;
import dev.envc.backend.archive.PartialFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a build made, remembered in the cache: for which key, which files with which sizes and
/// times, and all that was reported.
record BuildRecord(
    String key,
    List<Output> outputs,
    List<Artifact> artifacts,
    List<CompiledArtifact.SideFile> sideFiles,
    List<Compiled.Finding> findings) {
  private static final String MAGIC = "envc build record 1";

  /// A file that a build wrote; `modified` in nanoseconds since 1970.
  record Output(Path path, long size, long modified) {
    static Output of(Path path) throws IOException {
      return new Output(
          path,
          Files.size(path),
          Files.getLastModifiedTime(path).to(java.util.concurrent.TimeUnit.NANOSECONDS));
    }

    /// Whether the file is still as it was written.
    boolean stands() throws IOException {
      return Files.isRegularFile(path) && of(path).equals(this);
    }
  }

  /// The same, with artefacts and the files beside them directly below a directory: it may be
  /// written in another way this time.
  BuildRecord at(Path directory) {
    return new BuildRecord(
        key,
        outputs,
        artifacts.stream()
            .map(
                a ->
                    new Artifact(
                        a.environment(),
                        a.backend(),
                        a.arch(),
                        directory.resolve(a.path().getFileName()),
                        a.mediaType(),
                        a.digest(),
                        a.size()))
            .toList(),
        sideFiles.stream()
            .map(
                f ->
                    new CompiledArtifact.SideFile(
                        directory.resolve(f.path().getFileName()), f.mediaType(), f.digest()))
            .toList(),
        findings);
  }

  void write(Path file) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(MAGIC);
      out.writeUTF(key);
      out.writeInt(outputs.size());
      for (Output o : outputs) {
        out.writeUTF(o.path().toString());
        out.writeLong(o.size());
        out.writeLong(o.modified());
      }
      out.writeInt(artifacts.size());
      for (Artifact a : artifacts) {
        texts(
            out,
            a.environment(),
            a.backend(),
            a.arch(),
            a.path().toString(),
            a.mediaType(),
            a.digest());
        out.writeLong(a.size());
      }
      out.writeInt(sideFiles.size());
      for (CompiledArtifact.SideFile f : sideFiles) {
        texts(out, f.path().toString(), f.mediaType(), f.digest());
      }
      out.writeInt(findings.size());
      for (Compiled.Finding f : findings) {
        texts(out, f.environment(), f.arch(), f.kind(), f.path(), f.message());
      }
    }
    try (PartialFile partial = PartialFile.file(file)) {
      Files.write(partial.path(), bytes.toByteArray());
      partial.commit();
    }
  }

  /// The record in a file; empty when there is none that can be read.
  static Optional<BuildRecord> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return in.readUTF().equals(MAGIC) ? Optional.of(read(in)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static BuildRecord read(DataInputStream in) throws IOException {
    String key = in.readUTF();
    return new BuildRecord(
        key,
        list(in, () -> new Output(Path.of(in.readUTF()), in.readLong(), in.readLong())),
        list(
            in,
            () ->
                new Artifact(
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    Path.of(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readLong())),
        list(
            in,
            () -> new CompiledArtifact.SideFile(Path.of(in.readUTF()), in.readUTF(), in.readUTF())),
        list(
            in,
            () ->
                new Compiled.Finding(
                    in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF())));
  }

  private interface Reader<T> {
    T read() throws IOException;
  }

  private static <T> List<T> list(DataInputStream in, Reader<T> reader) throws IOException {
    int count = in.readInt();
    var list = new ArrayList<T>();
    for (int i = 0; i < count; i++) {
      list.add(reader.read());
    }
    return List.copyOf(list);
  }

  private static void texts(DataOutputStream out, String... texts) throws IOException {
    for (String text : texts) {
      out.writeUTF(text);
    }
  }
}
