package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.model.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guide to boards (spec/boards.md), followed word by word.
final class BoardGuideToolTest {
  private static final Pattern FENCE = Pattern.compile("(?s)```(yaml|text)\n(.*?)```");
  private static final String LOADER = "u-boot-sunxi-with-spl.bin";

  @TempDir Path directory;

  private List<String> blocks = List.of();
  private final byte[] loader = new byte[300_000];

  @BeforeEach
  void write() throws Exception {
    blocks =
        FENCE
            .matcher(Files.readString(Path.of("../spec/boards.md")))
            .results()
            .map(MatchResult::group)
            .map(b -> b.substring(b.indexOf('\n') + 1, b.length() - 3))
            .toList();
    new Random(1).nextBytes(loader);
    Files.write(directory.resolve(LOADER), loader);
    Files.writeString(directory.resolve("olinuxino.env.yaml"), blocks.get(1));
    Files.writeString(directory.resolve("sensor.env.yaml"), blocks.get(2));
    Files.writeString(directory.resolve("olinuxino-lime.env.yaml"), blocks.get(3));
  }

  private Path manifest(String board) throws Exception {
    Path file = directory.resolve("sensor.env.yaml");
    Files.writeString(file, blocks.get(2).replace("olinuxino.env.yaml", board));
    return file;
  }

  private Trees tree() {
    return new Trees()
        .file("etc/hostname", "sensor\n")
        .file("usr/share/u-boot/" + LOADER, loader, 0644)
        .file("boot/vmlinuz-6.6", new byte[100_000], 0644)
        .file("boot/dtbs/6.6/sun7i-a20-olinuxino-micro.dtb", new byte[3_000], 0644)
        .file("boot/dtbs/6.6/sun7i-a20-olinuxino-lime.dtb", new byte[4_000], 0644);
  }

  private Path build(String board, String folder) throws Exception {
    Environment environment = TestImages.environment(manifest(board));
    return TestImages.build(
        directory.resolve(folder), TestImages.image(environment, tree().build()));
  }

  private static String ok(String program, String... arguments) throws Exception {
    Images.Run run = Images.run(program, arguments);
    assertEquals(0, run.exit(), program + ": " + run.output());
    return run.output();
  }

  @Test
  void theBoardOfTheGuide() throws Exception {
    Path image = build("olinuxino.env.yaml", "one");
    ImageCheck.of(image).check();
    byte[] found = new byte[loader.length];
    try (var in = Files.newInputStream(image)) {
      in.skipNBytes(8192);
      in.readNBytes(found, 0, found.length);
    }
    assertArrayEquals(loader, found);
    String conf = ok("debugfs", "-R", "cat /extlinux/extlinux.conf", image + "?offset=1048576");
    assertTrue(conf.contains("  fdt /dtbs/6.6/sun7i-a20-olinuxino-micro.dtb"), conf);
    assertTrue(conf.contains("console=ttyS0,115200"), conf);
    assertEquals(-1, Files.mismatch(image, build("olinuxino.env.yaml", "two")));
  }

  @Test
  void aBoardThatExtendsAnother() throws Exception {
    Path image = build("olinuxino-lime.env.yaml", "lime");
    ImageCheck.of(image).check();
    String conf = ok("debugfs", "-R", "cat /extlinux/extlinux.conf", image + "?offset=1048576");
    assertTrue(conf.contains("  fdt /dtbs/6.6/sun7i-a20-olinuxino-lime.dtb"), conf);
  }

  @Test
  void aSlipIsShownInTheBoardsFile() throws Exception {
    Files.writeString(
        directory.resolve("olinuxino.env.yaml"), blocks.get(1).replace("method:", "metod:"));
    Environment environment = TestImages.environment(manifest("olinuxino.env.yaml"));
    String shown = new TextRenderer(Colour.OFF).render(new DiskBackend().check(environment));
    assertEquals(blocks.getLast().strip(), shown.replace(directory + "/", "").strip());
  }
}
