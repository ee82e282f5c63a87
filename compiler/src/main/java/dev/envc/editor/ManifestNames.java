package dev.envc.editor;

import dev.envc.ast.Document.Form;
import dev.envc.frontend.Forms;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which texts are manifests: editors hand over every YAML file.
public final class ManifestNames {
  private static final Pattern SAYS_SO = Pattern.compile("^envc *:", Pattern.MULTILINE);

  private ManifestNames() {}

  /// The form of a text, by the name of its file, or else by the language its editor takes it for.
  public static Form form(Path path, String language) {
    Optional<Form> form = Forms.of(path.toString());
    return form.orElse(language.equals("envc") ? Form.DSL : Form.YAML);
  }

  public static boolean isManifest(OpenText text) {
    String name = text.path().toString();
    return text.form() == Form.DSL
        || name.endsWith(".env.yaml")
        || name.endsWith(".env.yml")
        || SAYS_SO.matcher(text.text()).find();
  }
}
