package dev.envc.store.testing;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedBinhost;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PackageImage;
import dev.envc.store.local.LocalStore;
import dev.envc.store.local.StoreOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A process that brings every package of a binhost into a store and reads all of it back, for
/// tests that kill it or take its disk away: `StoreProcess STORE BINHOST`. Prints `ok` and how many
/// files were right, or the codes of the problems. With `hold` for the binhost it opens the store,
/// prints `open` and waits for the end of its input.
public final class StoreProcess {
  private StoreProcess() {}

  public static void main(String[] arguments) throws Exception {
    try {
      if (arguments[1].equals("hold")) {
        hold(Path.of(arguments[0]));
        return;
      }
      System.out.println("ok " + use(Path.of(arguments[0]), arguments[1]));
    } catch (UserErrorException e) {
      e.diagnostics().forEach(d -> System.out.println(d.code().id() + " " + d.message()));
    }
  }

  private static void hold(Path directory) throws Exception {
    try (LocalStore _ = LocalStore.open(directory, StoreOptions.of(Path.of("/")))) {
      System.out.println("open");
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /// How many files were read and had their digest.
  public static int use(Path directory, String binhost) throws Exception {
    int files = 0;
    try (LocalStore store = LocalStore.open(directory, StoreOptions.of(Path.of("/")))) {
      var indexes = store.indexes(List.of(store.location("main", binhost)));
      var candidates =
          indexes.getFirst().packages().values().stream()
              .flatMap(v -> v.values().stream())
              .flatMap(List::stream)
              .toList();
      var binaries = store.lock(candidates, indexes, Map.of()).binaries().values();
      Digest any = Digest.sha256("0".repeat(64));
      var lock =
          new Lock(
              "t", any, List.of(), List.of(new LockedBinhost("main", binhost, any)), List.of());
      for (PackageImage image : store.open(lock, binaries).values()) {
        for (PackageEntry entry : image.entries()) {
          files += entry.kind() instanceof Kind.Regular regular ? check(regular) : 0;
        }
      }
    }
    return files;
  }

  private static int check(Kind.Regular file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = file.content().open()) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(file.content().digest().hex())) {
      throw new AssertionError("a file of the store has another digest");
    }
    return 1;
  }

  /// The command that runs this class in a JVM of its own.
  public static List<String> command(Path store, String binhost) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    return List.of(
        Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath,
        StoreProcess.class.getName(),
        store.toString(),
        binhost);
  }
}
