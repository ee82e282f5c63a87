package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.envc.backend.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages merged by envc beside what Portage made of the same ones: a file `portage` in each
/// case's directory is Portage's root, a file `envc` is ours where spec/rootfs.md says that it
/// differs.
final class MergeCasesTest {
  @Test
  void rootsAreThoseOfPortage() throws IOException {
    var wrong = new ArrayList<String>();
    for (MergeCase each : MergeCase.all()) {
      Path expected = Files.exists(each.ours()) ? each.ours() : each.expected();
      String made = each.assembled();
      if (!Files.exists(expected)) {
        wrong.add(each.directory() + ": no " + expected.getFileName() + "; envc makes\n" + made);
      } else if (!comparable(Files.readString(expected)).equals(comparable(made))) {
        wrong.add(
            each.directory() + ": expected\n" + Files.readString(expected) + "but is\n" + made);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /// A difference that is none any more is taken out of the list.
  @Test
  void differencesAreDifferences() throws IOException {
    for (MergeCase each : MergeCase.all()) {
      if (Files.exists(each.ours())) {
        assertNotEquals(
            comparable(Files.readString(each.expected())),
            comparable(Files.readString(each.ours())),
            each.directory().toString());
      }
    }
  }

  /// Of what is refused, only that it is.
  private static String comparable(String listing) {
    return listing.startsWith("refused") ? "refused" : listing;
  }

  /// Asks Portage again, from a checkout that `-Denvc.portage=` names.
  @Test
  @Tag("portage")
  void portageStillMakesTheSame(@TempDir Path work) throws Exception {
    Program.requireRoot();
    String portage = Objects.requireNonNull(System.getProperty("envc.portage"), "-Denvc.portage=");
    List<MergeCase> cases = MergeCase.all();
    assertFalse(cases.isEmpty());
    for (MergeCase each : cases) {
      Path scratch = Files.createDirectory(work.resolve(each.directory().getFileName().toString()));
      String said =
          Program.run(
              "python3",
              "src/test/resources/merge-with-portage.py",
              portage,
              each.directory().toString(),
              scratch.toString());
      assertEquals(Files.readString(each.expected()), said, each.directory().toString());
    }
  }
}
