package dev.envc.flash.bundle;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// An update bundle as RAUC reads it: the payload, the signed manifest, and the signature's length
/// as eight bytes, the highest first (RAUC reference manual, "verity Format").
public final class Bundle {
  private static final String MANIFEST = ".raucm";
  private static final long MOST = 1 << 20;

  private Bundle() {}

  /// Signs `x.raucm`, whose payload is `x.update` beside it, and writes `x.raucb` there.
  ///
  /// @return the bundle
  /// @throws UserErrorException when a file is missing or is something else; no bundle is written
  public static Path write(Path manifest, BundleSigner signer)
      throws IOException, UserErrorException {
    String file = manifest.getFileName().toString();
    if (!file.endsWith(MANIFEST)) {
      throw bad("The manifest of an update ends in .raucm, not " + file + ".");
    }
    String name = file.substring(0, file.length() - MANIFEST.length());
    Path payload = manifest.resolveSibling(name + ".update");
    byte[] text = read(manifest);
    if (!Files.isRegularFile(payload)) {
      throw bad("There is no payload " + payload.getFileName() + " beside " + file + ".");
    }
    byte[] signature = signer.sign(text);
    Path target = manifest.resolveSibling(name + ".raucb");
    // With the mode of any new file: createTempFile would keep the bundle from other users.
    Path partial = manifest.resolveSibling("." + name + ".raucb.part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
        Files.copy(payload, out);
        out.write(signature);
        out.write(ByteBuffer.allocate(8).putLong(signature.length).array());
      }
      Files.move(
          partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
    return target;
  }

  private static byte[] read(Path manifest) throws IOException, UserErrorException {
    try {
      byte[] bytes = Files.size(manifest) > MOST ? new byte[0] : Files.readAllBytes(manifest);
      if (new String(bytes, StandardCharsets.ISO_8859_1).startsWith("[update]\n")) {
        return bytes;
      }
    } catch (NoSuchFileException _) {
      throw bad("There is no file " + manifest + ".");
    }
    throw bad(manifest + " is no manifest of an update.");
  }

  private static UserErrorException bad(String message) {
    return new UserErrorException(
        Diagnostic.error(DiskCode.BAD_BUNDLE, message)
            .hint("A compile with `update` in the settings of `disk` writes both files."));
  }
}
