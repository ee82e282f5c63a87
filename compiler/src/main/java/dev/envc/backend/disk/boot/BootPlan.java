package dev.envc.backend.disk.boot;

import dev.envc.backend.disk.boot.TreeFiles.Found;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.model.Arch;
import java.util.List;
import java.util.Optional;

/// Everything a loader's configuration is made of: the environment's name and arch, the files, and
/// what can be started.
public record BootPlan(
    String name,
    Arch arch,
    DiskLayout.Boot settings,
    Found kernel,
    Optional<Found> initramfs,
    List<Found> dtbs,
    List<Start> starts,
    long seconds) {

  public BootPlan {
    dtbs = List.copyOf(dtbs);
    starts = List.copyOf(starts);
  }

  /// One way to start: `slot` is empty for the only one, `cmdline` the kernel's whole command line.
  public record Start(String slot, String cmdline) {
    /// The name of its entry: the environment's, with the slot behind it.
    public String entry(String name) {
      return slot.isEmpty() ? name : name + "-" + slot;
    }
  }
}
