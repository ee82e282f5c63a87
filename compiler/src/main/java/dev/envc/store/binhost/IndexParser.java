package dev.envc.store.binhost;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import dev.envc.lock.Digest;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.pms.Slot;
import dev.envc.store.fetch.BinhostLocation;
import dev.envc.store.fetch.FetchException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads a `Packages` index as Portage writes it: blocks of `KEY: value` lines with an empty line
/// between, the first of them the header, whose CHOST and repository are defaults for the others.
/// Unknown keys are kept; entries that do not say what they are are left out.
public final class IndexParser {
  /// The build made last, as Portage compares (`dbapi._cmp_cpv`): ids of two machines that build
  /// for one binhost say nothing of each other.
  private static final Comparator<BinaryCandidate> BEST_FIRST =
      Comparator.comparingLong(BinaryCandidate::buildTime)
          .thenComparingInt(BinaryCandidate::buildId)
          .reversed()
          .thenComparing(BinaryCandidate::path);

  private static final int SHOWN = 5;

  private final BinhostLocation location;
  private final SortedMap<PackageName, SortedMap<Cpv, List<BinaryCandidate>>> packages =
      new TreeMap<>();
  private final List<String> skipped = new ArrayList<>();

  private IndexParser(BinhostLocation location) {
    this.location = location;
  }

  /// @throws FetchException when it is no index, or one of a later version
  public static BinhostIndex parse(BinhostLocation location, byte[] bytes) throws FetchException {
    return new IndexParser(location).parse(bytes);
  }

  private BinhostIndex parse(byte[] bytes) throws FetchException {
    List<SortedMap<String, String>> blocks = blocks(new String(bytes, StandardCharsets.UTF_8));
    if (blocks.isEmpty() || !isHeader(blocks.getFirst())) {
      throw unreadable("It does not begin with the header of an index.");
    }
    SortedMap<String, String> header = blocks.getFirst();
    if (!header.getOrDefault("VERSION", "0").equals("0")) {
      throw unreadable("It is of version " + header.get("VERSION") + "; envc reads version 0.");
    }
    checkUri(header);
    for (SortedMap<String, String> entry : blocks.subList(1, blocks.size())) {
      add(entry, header);
    }
    packages.values().forEach(v -> v.values().forEach(builds -> builds.sort(BEST_FIRST)));
    return new BinhostIndex(location, digest(bytes), header, packages, warnings());
  }

  private static boolean isHeader(Map<String, String> block) {
    return !block.containsKey("CPV")
        && (block.containsKey("PACKAGES")
            || block.containsKey("TIMESTAMP")
            || block.containsKey("VERSION"));
  }

  /// An index may name another place for its packages; envc follows it nowhere.
  private void checkUri(Map<String, String> header) throws FetchException {
    String uri = header.getOrDefault("URI", "");
    String base = location.base().toString();
    if (!uri.isEmpty() && !strip(uri).equals(strip(base))) {
      throw new FetchException(
          Diagnostic.error(
                  StoreCode.OUTSIDE_BINHOST,
                  "The binhost " + location + " has its packages elsewhere.")
              .note("The URI in its index is " + uri + ".")
              .hint("Name that place as the binhost's location."));
    }
  }

  private static String strip(String uri) {
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private List<SortedMap<String, String>> blocks(String text) {
    var blocks = new ArrayList<SortedMap<String, String>>();
    SortedMap<String, String> block = new TreeMap<>();
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      String line = text.substring(at, end).strip();
      at = end + 1;
      if (line.isEmpty()) {
        if (!block.isEmpty()) {
          blocks.add(block);
          block = new TreeMap<>();
        }
        continue;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        block.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    if (!block.isEmpty()) {
      blocks.add(block);
    }
    return blocks;
  }

  private void add(SortedMap<String, String> entry, Map<String, String> header) {
    entry.putIfAbsent("CHOST", header.getOrDefault("CHOST", ""));
    entry.putIfAbsent("REPO", header.getOrDefault("repository", header.getOrDefault("REPO", "")));
    String text = entry.getOrDefault("CPV", "");
    Optional<Cpv> cpv = Cpv.tryParse(text).toOptional();
    if (cpv.isEmpty()) {
      skip(text, "no package version in CPV");
      return;
    }
    Optional<Slot> slot = Slot.tryParse(entry.getOrDefault("SLOT", "0")).toOptional();
    Optional<Long> size = number(entry, "SIZE", -1);
    Optional<Long> buildId = number(entry, "BUILD_ID", 0);
    Optional<Long> buildTime = number(entry, "BUILD_TIME", 0);
    Optional<Optional<Digest>> digest = digestOf(entry);
    if (slot.isEmpty()) {
      skip(text, "SLOT is " + entry.get("SLOT"));
    } else if (size.isEmpty() || size.get() < 0) {
      skip(text, "no size in SIZE");
    } else if (buildId.isEmpty() || buildId.get() > Integer.MAX_VALUE || buildTime.isEmpty()) {
      skip(text, "no number in BUILD_ID or BUILD_TIME");
    } else if (digest.isEmpty()) {
      skip(text, "a digest that is none");
    } else {
      put(
          new BinaryCandidate(
              location.name(),
              cpv.get(),
              slot.get(),
              entry.getOrDefault("REPO", ""),
              flags(entry.getOrDefault("IUSE", "")),
              flags(entry.getOrDefault("USE", "")),
              entry.getOrDefault("PATH", text + ".tbz2"),
              size.get(),
              buildId.get().intValue(),
              buildTime.get(),
              entry.getOrDefault("CHOST", ""),
              digest.get(),
              entry));
    }
  }

  private void put(BinaryCandidate candidate) {
    packages
        .computeIfAbsent(candidate.cpv().name(), _ -> new TreeMap<>())
        .computeIfAbsent(candidate.cpv(), _ -> new ArrayList<>())
        .add(candidate);
  }

  static SortedSet<String> flags(String text) {
    var flags = new TreeSet<String>();
    for (String flag : text.split("\\s+", -1)) {
      if (!flag.isEmpty()) {
        flags.add(flag.startsWith("+") || flag.startsWith("-") ? flag.substring(1) : flag);
      }
    }
    return flags;
  }

  private static Optional<Long> number(Map<String, String> entry, String key, long absent) {
    String text = entry.getOrDefault(key, "");
    if (text.isEmpty()) {
      return Optional.of(absent);
    }
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /// The inner value is empty when the index has no digest that counts as proof, the outer when it
  /// has a malformed one.
  private static Optional<Optional<Digest>> digestOf(Map<String, String> entry) {
    for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
      String hex = entry.getOrDefault(algorithm.name(), "").toLowerCase(Locale.ROOT);
      if (!hex.isEmpty()) {
        return hex.matches("[0-9a-f]+") && hex.length() == algorithm.hexLength()
            ? Optional.of(Optional.of(new Digest(algorithm, hex)))
            : Optional.empty();
      }
    }
    return Optional.of(Optional.empty());
  }

  private void skip(String cpv, String why) {
    skipped.add((cpv.isEmpty() ? "(no CPV)" : cpv) + ": " + why + ".");
  }

  private List<Diagnostic> warnings() {
    if (skipped.isEmpty()) {
      return List.of();
    }
    Diagnostic warning =
        Diagnostic.error(
                StoreCode.INDEX_ENTRY_SKIPPED,
                skipped.size()
                    + " entries of the index of the binhost "
                    + location
                    + " were left out.")
            .as(dev.envc.diagnostic.Severity.WARNING);
    for (String line : skipped.subList(0, Math.min(SHOWN, skipped.size()))) {
      warning = warning.note(line);
    }
    return List.of(
        skipped.size() > SHOWN
            ? warning.note("and " + (skipped.size() - SHOWN) + " more.")
            : warning);
  }

  private static Digest digest(byte[] bytes) {
    try {
      return Digest.sha256(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private FetchException unreadable(String why) {
    return new FetchException(
        Diagnostic.error(
                StoreCode.INDEX_UNREADABLE,
                "The index of the binhost " + location + " cannot be read.")
            .note(why));
  }
}
