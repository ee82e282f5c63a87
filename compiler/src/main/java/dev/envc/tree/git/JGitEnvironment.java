package dev.envc.tree.git;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
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
      return new Unmeasured(parent, fs);
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

  /// The user's configuration, which also says how exact the times of files are, which JGit would
  /// otherwise measure for three seconds whenever a repository is first written. What it assumes
  /// here is what it assumes where it cannot measure.
  private static final class Unmeasured extends Empty {
    Unmeasured(Config parent, FS fs) {
      super(parent, fs);
    }

    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      if (section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)) {
        return switch (name) {
          case ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION -> "2 seconds";
          case ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD -> "0 seconds";
          default -> super.getString(section, subsection, name);
        };
      }
      return super.getString(section, subsection, name);
    }
  }

  private static class Empty extends FileBasedConfig {
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
