package dev.envc.backend.disk;

import dev.envc.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs an image in qemu with the arguments of its own layout report; the console is the result.
final class Qemu {
  private static final int MINUTES = 6;

  private Qemu() {}

  /// `keep` writes to the image; otherwise it stays as it is. Ends when the machine turns off, or
  /// when `until` was printed: then it is killed, as if the power went.
  static String run(Path image, boolean keep, String until) throws Exception {
    Path console = Files.createTempFile("envc-boot", ".txt");
    Process process =
        new ProcessBuilder(command(image, keep))
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(console.toFile())
            .start();
    try {
      for (int i = 0; i < MINUTES * 120 && process.isAlive(); i++) {
        process.waitFor(500, TimeUnit.MILLISECONDS);
        if (!until.isEmpty() && read(console).contains(until)) {
          break;
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    String text = read(console);
    Files.delete(console);
    return text;
  }

  private static String read(Path console) throws IOException {
    return Files.readString(console, StandardCharsets.ISO_8859_1);
  }

  private static List<String> command(Path image, boolean keep) throws IOException {
    String name = image.getFileName().toString().replace(".img", ".layout.json");
    JsonNode qemu =
        JsonMapper.shared().readTree(Files.readString(image.resolveSibling(name))).get("qemu");
    List<String> command = new ArrayList<>();
    command.add(Tool.require(qemu.get("program").asString()).toString());
    qemu.get("arguments").forEach(a -> command.add(a.asString()));
    String firmware = "";
    for (JsonNode f : qemu.get("firmware")) {
      firmware =
          firmware.isEmpty() && Files.exists(Path.of(f.asString())) ? f.asString() : firmware;
    }
    Tool.requireThat(!firmware.isEmpty(), "firmware: " + qemu.get("firmware"));
    command.addAll(
        List.of("-bios", firmware, "-nographic", "-no-reboot", "-nic", "none", "-drive"));
    command.add("if=none,id=disk,format=raw,file=" + image + (keep ? "" : ",snapshot=on"));
    return command;
  }
}
