package dev.envc.attest.provenance;

import static dev.envc.json.Json.object;

import dev.envc.json.Json;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedBinary;
import dev.envc.lock.LockedBinhost;
import dev.envc.lock.LockedEnvironment;
import dev.envc.lock.LockedImport;
import dev.envc.lock.LockedPackage;
import dev.envc.lock.LockedTree;
import dev.envc.model.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Where artefacts come from: SLSA provenance v1 (https://slsa.dev/spec/v1.0/provenance) in an
/// in-toto statement v1. Everything in it follows from the lock and the request: no clock, host or
/// user, so that two runs give the same bytes.
public final class Provenance {
  public static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
  public static final String PREDICATE_TYPE = "https://slsa.dev/provenance/v1";
  public static final String MEDIA_TYPE = "application/vnd.in-toto+json";
  public static final String BUILD_TYPE = "https://envc.dev/spec/compile/v1";
  public static final String BUILDER = "https://envc.dev/envc";

  private Provenance() {}

  /// What was asked, of whom.
  ///
  /// @param environments those that went into the subjects
  /// @param builder the URI of who ran envc ([#BUILDER] when nobody says)
  /// @param envc the version of envc
  public record Build(
      Lock lock,
      String lockDigest,
      List<Environment> environments,
      String backend,
      String builder,
      String envc) {
    public Build {
      environments = List.copyOf(environments);
    }
  }

  /// The statement about subjects; `byproducts` are what was made beside them.
  public static byte[] of(Build build, List<Subject> subjects, List<Subject> byproducts) {
    return Json.pretty(
        object(
            "_type",
            STATEMENT_TYPE,
            "subject",
            subjects.stream().map(Provenance::descriptor).toList(),
            "predicateType",
            PREDICATE_TYPE,
            "predicate",
            object(
                "buildDefinition",
                object(
                    "buildType",
                    BUILD_TYPE,
                    "externalParameters",
                    parameters(build),
                    "internalParameters",
                    object("lockVersion", Lock.VERSION),
                    "resolvedDependencies",
                    dependencies(build)),
                "runDetails",
                object(
                    "builder",
                    object("id", build.builder(), "version", object("envc", build.envc())),
                    "byproducts",
                    byproducts.stream().map(Provenance::descriptor).toList()))));
  }

  private static SequencedMap<String, Object> parameters(Build build) {
    return object(
        "manifest",
        object("name", build.lock().name(), "digest", digest(build.lock().manifest().toString())),
        "backend",
        build.backend(),
        "environments",
        build.environments().stream()
            .map(
                e ->
                    object(
                        "name",
                        e.artifactName(),
                        "arch",
                        e.arch().keyword(),
                        "profile",
                        e.profile().toString()))
            .toList());
  }

  private static List<Map<String, Object>> dependencies(Build build) {
    Lock lock = build.lock();
    var all = new ArrayList<Map<String, Object>>();
    all.add(object("name", lock.name() + ".env.lock", "digest", digest(build.lockDigest())));
    lock.imports().forEach(i -> all.add(imported(i)));
    List<LockedEnvironment> built = built(build);
    lock.trees().stream()
        .filter(t -> built.stream().anyMatch(e -> e.trees().contains(t)))
        .forEach(t -> all.add(tree(t)));
    lock.binhosts().forEach(b -> all.add(index(b)));
    var seen = new LinkedHashMap<String, LockedPackage>();
    for (LockedEnvironment locked : built) {
      locked.packages().forEach(p -> seen.putIfAbsent(p.binary().digest().toString(), p));
    }
    var locations = new TreeMap<String, String>();
    lock.binhosts().forEach(b -> locations.put(b.name(), b.location()));
    seen.values().forEach(p -> all.add(binary(p, locations)));
    return all;
  }

  private static List<LockedEnvironment> built(Build build) {
    return build.lock().environments().stream()
        .filter(
            locked ->
                build.environments().stream()
                    .anyMatch(e -> locked.isOf(e.name(), e.arch().keyword(), e.variant())))
        .toList();
  }

  private static Map<String, Object> imported(LockedImport i) {
    return object(
        "name",
        i.path(),
        "uri",
        "git+" + i.git() + "@" + i.commit(),
        "digest",
        object("gitCommit", i.commit(), "sha256", i.digest().hex()));
  }

  /// A commit, or the content digest of a plain directory.
  private static Map<String, Object> tree(LockedTree t) {
    boolean directory = t.revision().contains(":");
    SequencedMap<String, Object> json =
        object(
            "name",
            t.name(),
            "uri",
            directory ? t.location() : "git+" + t.location() + "@" + t.revision(),
            "digest",
            directory ? digest(t.revision()) : object("gitCommit", t.revision()));
    var notes = new LinkedHashMap<String, Object>();
    t.date().ifPresent(d -> notes.put("date", d));
    t.sourceCommit().ifPresent(c -> notes.put("sourceCommit", c));
    if (!notes.isEmpty()) {
      json.put("annotations", notes);
    }
    return json;
  }

  private static Map<String, Object> index(LockedBinhost b) {
    return object(
        "name",
        b.name() + "/Packages",
        "uri",
        join(b.location(), "Packages"),
        "digest",
        digest(b.index().toString()));
  }

  private static Map<String, Object> binary(LockedPackage p, Map<String, String> locations) {
    LockedBinary b = p.binary();
    return object(
        "name",
        p.cpv().toString(),
        "uri",
        join(locations.getOrDefault(b.binhost(), b.binhost()), b.path()),
        "digest",
        digest(b.digest().toString()));
  }

  private static String join(String location, String path) {
    return location.endsWith("/") ? location + path : location + "/" + path;
  }

  private static Map<String, Object> descriptor(Subject s) {
    return object("name", s.name(), "digest", digest(s.digest()));
  }

  /// `{"sha256": "…"}` of `sha256:…`.
  private static SequencedMap<String, Object> digest(String text) {
    int colon = text.indexOf(':');
    return object(text.substring(0, colon), text.substring(colon + 1));
  }
}
