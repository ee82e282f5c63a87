package dev.envc.flash;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line that starts a raw image in qemu, from the layout report beside it (`x.img` has
/// `x.layout.json`).
public final class EmulatorCommand {
  private static final String FIRMWARE =
      "On Debian: ovmf for amd64, qemu-efi-aarch64 and u-boot-qemu for arm, opensbi and u-boot-qemu"
          + " for riscv.";

  private EmulatorCommand() {}

  /// Whether what the machine writes stays in the image.
  public enum Writes {
    KEPT,
    DISCARDED
  }

  /// @throws UserErrorException when the image or its report is missing, the board is no emulator,
  ///   or its firmware is not installed
  public static List<String> of(Path image, Writes writes) throws IOException, UserErrorException {
    if (!image.getFileName().toString().endsWith(".img")) {
      throw not("Only a raw image (.img) can be started, not " + image.getFileName() + ".", "");
    }
    JsonNode qemu = report(image).path("qemu");
    if (!Files.isRegularFile(image)) {
      throw not("There is no image " + image.getFileName() + ".", "");
    }
    String program = qemu.path("program").asString("");
    if (!program.matches("qemu-system-[a-z0-9_]+")) {
      throw not(
          "The board of this image is no emulator.",
          "Build the environment for one of the boards std:board/qemu-….");
    }
    List<String> command = new ArrayList<>(List.of(program));
    qemu.path("arguments").forEach(a -> command.add(a.asString()));
    for (String argument : command) {
      if (argument.startsWith("/") && !Files.exists(Path.of(argument))) {
        throw not("The firmware of the board is not installed: " + argument + ".", FIRMWARE);
      }
    }
    command.addAll(List.of("-bios", firmware(qemu), "-nographic", "-no-reboot", "-drive"));
    // A comma in a file name is written twice (qemu's option syntax).
    String file = image.toAbsolutePath().toString().replace(",", ",,");
    command.add(
        "if=none,id=disk,format=raw,file=" + file + (writes == Writes.KEPT ? "" : ",snapshot=on"));
    return List.copyOf(command);
  }

  private static JsonNode report(Path image) throws IOException, UserErrorException {
    String name = image.getFileName().toString().replaceFirst("\\.img$", ".layout.json");
    Path report = image.resolveSibling(name);
    if (!Files.exists(report)) {
      throw not("There is no layout report " + name + " beside the image.", "");
    }
    try {
      return JsonMapper.shared().readTree(Files.readString(report, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw not("The layout report " + name + " is no JSON.", "");
    }
  }

  private static String firmware(JsonNode qemu) throws UserErrorException {
    List<String> places = new ArrayList<>();
    qemu.path("firmware").forEach(f -> places.add(f.asString()));
    Optional<String> found = places.stream().filter(f -> Files.exists(Path.of(f))).findFirst();
    return found.orElseThrow(
        () ->
            not(
                "The firmware of the board is not installed: " + String.join(" or ", places) + ".",
                FIRMWARE));
  }

  /// What is said when the command's program cannot be run.
  public static UserErrorException absent(String program) {
    return not(
        "The program " + program + " is not installed.",
        "On Debian: qemu-system-arm for arm and arm64, qemu-system-x86 for amd64, qemu-system-misc"
            + " for riscv.");
  }

  private static UserErrorException not(String message, String hint) {
    Diagnostic d = Diagnostic.error(DiskCode.NOT_BOOTABLE_HERE, message);
    return new UserErrorException(hint.isEmpty() ? d : d.hint(hint));
  }
}
