package dev.envc.backend.disk.layout;

import dev.envc.model.Arch;
import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// The settings of a disk image, read and consistent with themselves: what partitions there are,
/// what lies outside them, how it boots, and what files come out. Sizes and offsets in bytes;
/// `size` is empty when the disk is as large as what is on it.
public record DiskLayout(
    String board,
    Arch arch,
    Table table,
    OptionalLong size,
    List<Partition> partitions,
    List<RawArea> raw,
    Root root,
    Boot boot,
    Output output,
    Optional<Update> update,
    Optional<Emulator> emulator,
    Span span) {

  public DiskLayout {
    partitions = List.copyOf(partitions);
    raw = List.copyOf(raw);
  }

  /// A table's kind; where partitions start when they say nothing else (a multiple of this); and
  /// where GPT keeps its entries.
  public record Table(Kind kind, long alignment, long first, long entriesAt) {
    public enum Kind {
      GPT,
      HYBRID,
      MBR
    }
  }

  /// Bytes at a place that no partition covers: a loader that a board's ROM reads. `file` is a path
  /// in the environment; at most `size` bytes long.
  public record RawArea(
      String name, long offset, long size, String file, Optional<String> sha256, Span span) {
    public long end() {
      return offset + size;
    }
  }

  /// What is read-only about the root, and what lies over it.
  public record Root(boolean readOnly, Overlay overlay, boolean verity, boolean slots) {
    public enum Overlay {
      NONE,
      TMPFS,
      DATA
    }
  }

  /// How the board starts the kernel. Paths are in the environment; empty ones are looked for.
  /// `requires` are files the board cannot start without.
  public record Boot(
      Method method,
      String partition,
      String kernel,
      String initramfs,
      List<String> dtbs,
      List<String> cmdline,
      String firmware,
      List<String> requires,
      List<String> config,
      String init,
      long timeout,
      SequencedMap<String, String> addresses) {
    public enum Method {
      NONE("none"),
      EXTLINUX("extlinux"),
      BOOT_SCR("boot.scr"),
      RASPBERRYPI("raspberrypi"),
      SYSTEMD_BOOT("systemd-boot"),
      UKI("uki");

      private final String text;

      Method(String text) {
        this.text = text;
      }

      public String text() {
        return text;
      }
    }

    public Boot {
      dtbs = List.copyOf(dtbs);
      requires = List.copyOf(requires);
      cmdline = List.copyOf(cmdline);
      config = List.copyOf(config);
    }
  }

  /// What is written besides the layout report: the forms of the image, and the block map.
  public record Output(List<Format> formats, boolean bmap) {
    public enum Format {
      RAW("raw"),
      XZ("xz"),
      ZST("zst"),
      QCOW2("qcow2"),
      VMDK("vmdk");

      private final String text;

      Format(String text) {
        this.text = text;
      }

      public String text() {
        return text;
      }
    }

    public Output {
      formats = List.copyOf(formats);
    }
  }

  /// The update bundle of a disk with two slots: what devices it is compatible with, and which
  /// version it brings. Empty texts stand for what the environment is called, and for its lock.
  public record Update(String compatible, String version) {}

  /// How qemu runs the image: program, arguments, and the places where its firmware may lie.
  public record Emulator(String program, List<String> arguments, List<String> firmware) {
    public Emulator {
      arguments = List.copyOf(arguments);
      firmware = List.copyOf(firmware);
    }
  }
}
