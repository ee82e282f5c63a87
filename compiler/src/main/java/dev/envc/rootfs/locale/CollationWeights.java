package dev.envc.rootfs.locale;

import java.util.List;

/// Numbers what has a place in the order, and finds out what is used where.
final class CollationWeights {
  /// Below are the end of a string and the border between levels.
  private static final int FIRST_WEIGHT = 2;

  private CollationWeights() {}

  /// Gives elements their numbers, and sections the numbers of their rules.
  ///
  /// @return the position of each byte among characters of one byte
  /// @throws LocaleSourceException when something weighs as much as what has no place
  static byte[] assign(Collation collation, List<CollationElement> elements)
      throws LocaleSourceException {
    use(elements);
    var positions = new byte[256];
    var next = new int[collation.levels()];
    java.util.Arrays.fill(next, FIRST_WEIGHT);
    int nextWide = FIRST_WEIGHT;
    int nextByte = 0;
    int nextSequence = 0;
    for (CollationElement e : elements) {
      if (e.levels != 0) {
        e.byteWeights = new int[next.length];
        for (int level = 0; level < next.length; level++) {
          e.byteWeights[level] = (e.levels & 1 << level) != 0 ? next[level]++ : 0;
        }
        e.wideWeight = nextWide++;
      }
      if (e.character && e.octets().length == 1) {
        positions[e.octets()[0]] = (byte) nextByte++;
      }
      if (e.character || e.matches()) {
        e.sequence = nextSequence++;
      }
    }
    numberRules(collation.sections());
    return positions;
  }

  private static void use(List<CollationElement> elements) throws LocaleSourceException {
    for (CollationElement e : elements) {
      if (e.matches()) {
        CollationElement[][] weights = e.weights();
        for (int level = 0; level < weights.length; level++) {
          for (CollationElement w : weights[level]) {
            if (!w.isPlaced()) {
              throw new LocaleSourceException(
                  "LC_COLLATE: <%s> weighs as much as <%s>, which has no place in the order"
                      .formatted(e.name(), w.name()));
            }
            w.levels |= 1 << level;
          }
        }
      }
    }
  }

  private static void numberRules(List<CollationSection> sections) {
    int next = 0;
    for (int i = 0; i < sections.size(); i++) {
      CollationSection section = sections.get(i);
      if (section.rules().length > 0) {
        CollationSection same =
            sections.subList(0, i).stream().filter(section::hasRulesOf).findFirst().orElse(section);
        section.ruleSet(same == section ? next++ : same.ruleSet());
      }
    }
  }
}
