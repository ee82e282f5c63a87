package dev.envc.flash;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the kernel says of block devices, in `sys` and `proc` (/sys and /proc).
public record Devices(Path sys, Path proc) {
  private static final int SECTOR = 512;

  /// A device that may be written: `model` is empty when it says none, `size` in bytes.
  public record Device(Path path, String model, long size, boolean removable) {}

  /// @throws UserErrorException when it is no whole block device, or something uses it
  public Device inspect(Path path) throws IOException, UserErrorException {
    if (!Files.exists(path)) {
      throw refused(path, "there is no such device");
    }
    String name = path.toRealPath().getFileName().toString();
    Path entry = sys.resolve("class/block").resolve(name);
    if (!Files.isDirectory(entry)) {
      throw refused(path, "it is no block device");
    }
    if (Files.exists(entry.resolve("partition"))) {
      throw refused(path, "it is a partition; name the whole device");
    }
    if (read(entry.resolve("ro")).equals("1")) {
      throw refused(path, "it is read-only");
    }
    for (Path part : parts(entry)) {
      checkUnused(path, part);
    }
    long size = Long.parseLong(read(entry.resolve("size"))) * SECTOR;
    boolean removable = read(entry.resolve("removable")).equals("1");
    return new Device(path, read(entry.resolve("device/model")), size, removable);
  }

  /// The device itself and its partitions.
  private static List<Path> parts(Path entry) throws IOException {
    List<Path> all = new ArrayList<>(List.of(entry));
    try (Stream<Path> children = Files.list(entry)) {
      children.filter(c -> Files.exists(c.resolve("partition"))).sorted().forEach(all::add);
    }
    return all;
  }

  private void checkUnused(Path path, Path part) throws IOException, UserErrorException {
    String name = part.getFileName().toString();
    String number = read(part.resolve("dev"));
    for (String line : read(proc.resolve("self/mountinfo")).lines().toList()) {
      String[] fields = line.split(" ", -1);
      boolean source = line.contains(" /dev/" + name + " ");
      if (fields.length > 4 && (fields[2].equals(number) || source)) {
        boolean root = fields[4].equals("/");
        throw refused(path, root ? "it holds the running system" : "it is mounted at " + fields[4]);
      }
    }
    if (read(proc.resolve("swaps")).contains("/dev/" + name + " ")) {
      throw refused(path, "it is in use as swap");
    }
    Path holders = part.resolve("holders");
    if (Files.isDirectory(holders)) {
      try (Stream<Path> held = Files.list(holders)) {
        List<String> names = held.map(h -> h.getFileName().toString()).sorted().toList();
        if (!names.isEmpty()) {
          throw refused(path, "it is a part of " + String.join(", ", names));
        }
      }
    }
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  private static UserErrorException refused(Path path, String why) {
    return new UserErrorException(
        Diagnostic.error(DiskCode.DEVICE_REFUSED, path + " is not written: " + why + "."));
  }
}
