package dev.envc.rootfs.script;

import java.util.Comparator;
import java.util.List;

/// The Java of the system, by which `java` and its tools find one: the link that
/// java-vm-2_pkg_postinst (java-vm-2.eclass) sets with `eselect java-vm` when there is none, or
/// when it leads nowhere. The first package merged that brings a virtual machine decides.
final class SystemVirtualMachine implements Counterpart {
  /// JAVA_VM_SYSTEM, JAVA_VM_DIR and JAVA_VM_CONFIG_DIR of the eclass.
  private static final String LINK = "etc/java-config-2/current-system-vm";

  private static final String MACHINES = "usr/lib/jvm";

  private static final String DESCRIPTIONS = "usr/share/java-config-2/vm";

  @Override
  public String name() {
    return "java-vm";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) {
    List<String> handles = root.names(DESCRIPTIONS);
    if (!root.exists(LINK) && !handles.isEmpty()) {
      handles.stream()
          .filter(handle -> root.link(MACHINES + "/" + handle).isPresent())
          .filter(handle -> packages.contains(owner(root, handle)))
          .min(Comparator.comparingInt(handle -> packages.indexOf(owner(root, handle))))
          .ifPresent(handle -> root.symlink(LINK, "/" + MACHINES + "/" + handle));
    }
    return List.of();
  }

  private static String owner(TargetRoot root, String handle) {
    return root.owner(DESCRIPTIONS + "/" + handle).orElse("");
  }
}
