package dev.envc.rootfs;

import dev.envc.pms.Cpv;
import dev.envc.pms.PackageFacts;
import dev.envc.pms.Slot;
import dev.envc.rootfs.AssemblyRequest.Member;

/// A locked package as atoms see it.
record LockedFacts(Member member) implements PackageFacts {
  @Override
  public Cpv cpv() {
    return member.locked().cpv();
  }

  @Override
  public Slot slot() {
    return member.locked().slot();
  }

  @Override
  public String repository() {
    return member.locked().repository();
  }

  @Override
  public boolean hasFlag(String flag) {
    return isEnabled(flag) || member.locked().disabledUse().contains(flag);
  }

  @Override
  public boolean isEnabled(String flag) {
    return member.locked().enabledUse().contains(flag);
  }
}
