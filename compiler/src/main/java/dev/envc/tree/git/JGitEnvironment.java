package dev.envc.tree.git;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Makes JGit deaf to the machine: no system or user git configuration, no `GIT_…` variables. The
/// commit id alone says what a tree is.
final class JGitEnvironment {
  private static boolean isolated;

  private JGitEnvironment() {}

  static synchronized void isolate() {
    if (isolated) {
      return;
    }
    isolated = true;
    SystemReader.setInstance(new Isolated(SystemReader.getInstance()));
    var windows = new WindowCacheConfig();
    windows.setPackedGitMMAP(true);
    windows.setPackedGitWindowSize(1 << 20);
    windows.setPackedGitLimit(192L << 20);
    windows.setDeltaBaseCacheLimit(24 << 20);
    windows.install();
  }

  private static final class Isolated extends SystemReader.Delegate {
    Isolated(SystemReader delegate) {
      super(delegate);
    }

    @Override
    public @Nullable String getenv(String variable) {
      return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }
  }

  private static final class Empty extends FileBasedConfig {
    Empty(Config parent, FS fs) {
      super(parent, new File("/dev/null"), fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
