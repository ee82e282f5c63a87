package dev.envc.rootfs.script.mime;

import dev.envc.rootfs.script.xml.XmlException;
import dev.envc.rootfs.script.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The files that are made of all packages' ones.
public final class MimeDatabase {
  /// The version of the program that is followed.
  private static final String VERSION = "2.2\n";

  /// Files of the media that the program knows.
  private static final Pattern OF_TYPE =
      Pattern.compile(
          "(all|uri|print|text|application|image|audio|inode|video|message|model|multipart|font"
              + "|x-content|x-epoc|x-scheme-handler)/[^/]*\\.xml");

  private static final String LAST = "Override.xml";

  private final MimeData data = new MimeData();
  private final List<String> problems = new ArrayList<>();

  private MimeDatabase() {}

  /// Whether a path in the directory of the database is that of a type's file, to be removed when
  /// there is no such type.
  public static boolean isOfType(String path) {
    return OF_TYPE.matcher(path).matches();
  }

  /// Makes the database of a directory's files by name, in the order of the names, Override.xml
  /// last. A file that is wrong is left out.
  public static MimeDatabase of(Map<String, byte[]> files) {
    var database = new MimeDatabase();
    var xml = new XmlReader();
    var reader = new MimeReader(database.data);
    files.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, byte[]> f) -> f.getKey().equals(LAST))
                .thenComparing(Map.Entry::getKey, Bytes.ORDER))
        .forEach(
            file -> {
              try {
                reader.read(
                    xml.read(file.getValue()),
                    problem -> database.problems.add(file.getKey() + ", " + problem));
              } catch (XmlException | MimeException e) {
                database.problems.add(file.getKey() + ": " + e.getMessage());
              }
            });
    database.data.sort();
    return database;
  }

  /// What was left out, in plain words.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /// The bytes of the files by their paths in the directory of the database.
  public SortedMap<String, byte[]> files() {
    var files = new TreeMap<String, byte[]>();
    // Types that differ only in the case of letters have one file, and the last one has it.
    for (String name : data.types.keys()) {
      TypeDocument type = data.types.get(name).orElseThrow();
      files.put(type.type().file(), type.bytes());
    }
    new MimeTexts(data).write(files);
    files.put("mime.cache", new MimeCache(data).bytes());
    files.put("version", VERSION.getBytes(StandardCharsets.UTF_8));
    return files;
  }
}
