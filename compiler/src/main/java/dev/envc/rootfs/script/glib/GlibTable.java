package dev.envc.rootfs.script.glib;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A map of strings whose keys come in the order in which a GHashTable with g_str_hash gives them:
/// files that GLib's tools write have that order. Open addressing in a table of 2^n places; the
/// first place is the hash modulo a prime, the next ones are 1, 2, 3 … further (GLib's ghash.c, the
/// same since 2.60).
public final class GlibTable<V> {
  /// The largest primes below 2^n.
  private static final int[] PRIMES = {
    1, 2, 3, 7, 13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521, 131071,
    262139, 524287, 1048573, 2097143, 4194301, 8388593, 16777213
  };

  private static final int SMALLEST = 3;

  /// The key of a place whose key was removed.
  private static final Optional<String> REMOVED = Optional.empty();

  private final Map<String, V> values = new HashMap<>();

  /// Place -> key; nothing where there never was one.
  private Map<Integer, Optional<String>> places = new HashMap<>();

  private int bits = SMALLEST;

  /// The hash of a string: h * 33 + c from 5381 on, over signed bytes.
  public static int hash(String text) {
    int hash = 5381;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = hash * 33 + b;
    }
    return hash;
  }

  public Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public boolean contains(String key) {
    return values.containsKey(key);
  }

  public int size() {
    return values.size();
  }

  public void put(String key, V value) {
    if (values.put(key, value) == null) {
      int place = first(key);
      int free = -1;
      for (int step = 1; places.containsKey(place); step++) {
        if (free < 0 && REMOVED.equals(places.get(place))) {
          free = place;
        }
        place = (place + step) & mask();
      }
      places.put(free < 0 ? place : free, Optional.of(key));
      fit();
    }
  }

  public void remove(String key) {
    if (values.remove(key) != null) {
      places.replaceAll((_, k) -> k.equals(Optional.of(key)) ? REMOVED : k);
      fit();
    }
  }

  /// The keys in the table's order.
  public List<String> keys() {
    var keys = new ArrayList<String>();
    for (int i = 0; i <= mask(); i++) {
      places.getOrDefault(i, REMOVED).ifPresent(keys::add);
    }
    return keys;
  }

  private int mask() {
    return (1 << bits) - 1;
  }

  private int first(String key) {
    int hash = hash(key);
    // 0 and 1 mean an empty place and one whose key was removed.
    return Integer.remainderUnsigned((hash == 0 || hash == 1 ? 2 : hash) * 11, PRIMES[bits]);
  }

  private void fit() {
    int occupied = places.size();
    if ((bits > SMALLEST && mask() / 4 >= size()) || mask() + 1 <= occupied + occupied / 16) {
      resize();
    }
  }

  /// Lays the keys out anew, in the order of their old places. A key goes where its probing ends
  /// among those laid out before; one that is in its way and was not laid out yet is the next.
  private void resize() {
    int old = mask();
    bits = Math.max(SMALLEST, Integer.SIZE - Integer.numberOfLeadingZeros(size() + size() / 3));
    var laid = new BitSet();
    Map<Integer, Optional<String>> left = places;
    left.values().removeIf(REMOVED::equals);
    for (int i = 0; i <= old; i++) {
      Optional<String> key = laid.get(i) ? REMOVED : removed(left, i);
      while (key.isPresent()) {
        int place = first(key.get());
        for (int step = 1; laid.get(place); step++) {
          place = (place + step) & mask();
        }
        laid.set(place);
        Optional<String> next = removed(left, place);
        left.put(place, key);
        key = next;
      }
    }
    places = left;
  }

  private static Optional<String> removed(Map<Integer, Optional<String>> places, int place) {
    Optional<String> key = places.remove(place);
    return key == null ? REMOVED : key;
  }
}
