package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.LockCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedEnvironment;
import dev.envc.lock.LockedPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Answers from a lock why a package is in it. Nothing is resolved.
final class LockedReasons {
  private final Map<String, LockedPackage> packages = new LinkedHashMap<>();
  private final LockedEnvironment environment;

  private LockedReasons(LockedEnvironment environment) {
    this.environment = environment;
    environment.packages().forEach(p -> packages.put(p.cpv().toString(), p));
  }

  /// The reasons of a package in every environment of the lock beside a manifest that has it. The
  /// package is `name`, `cat/name`, `cat/name:slot` or `cat/name-version`.
  static List<Why> of(Path manifest, String wanted) throws IOException, UserErrorException {
    LockFile file = LockFile.of(manifest);
    Lock lock =
        file.read()
            .orElseThrow(
                () ->
                    new UserErrorException(
                        Diagnostic.error(LockCode.MISSING, "There is no lock " + file.path() + ".")
                            .hint("Write it with `envc lock " + manifest + "`.")));
    var found = new ArrayList<Why>();
    for (LockedEnvironment environment : lock.environments()) {
      found.addAll(new LockedReasons(environment).of(wanted));
    }
    if (found.isEmpty()) {
      throw notLocked(file, lock, wanted);
    }
    return found;
  }

  private List<Why> of(String wanted) {
    return packages.values().stream()
        .filter(p -> names(p, wanted))
        .map(p -> new Why(environment.arch(), environment.variant(), p.cpv().toString(), chains(p)))
        .toList();
  }

  private static boolean names(LockedPackage p, String wanted) {
    return wanted.equals(p.cpv().toString())
        || wanted.equals(p.cpv().name().toString())
        || wanted.equals(p.cpv().name().name())
        || wanted.equals(p.key());
  }

  private List<List<String>> chains(LockedPackage target) {
    var chains = new ArrayList<List<String>>();
    for (String requester : target.requiredBy()) {
      chain(requester, target)
          .ifPresent(
              chain -> {
                var whole = new ArrayList<>(chain);
                whole.add(target.cpv().toString());
                chains.add(whole);
              });
    }
    return chains;
  }

  /// The shortest way from a root to a requester that does not pass the package itself; empty when
  /// every way passes it, as in a cycle.
  private Optional<List<String>> chain(String requester, LockedPackage target) {
    Map<String, List<String>> ways = new LinkedHashMap<>();
    var queue = new ArrayDeque<String>();
    ways.put(requester, List.of(requester));
    queue.add(requester);
    while (!queue.isEmpty()) {
      String name = queue.remove();
      List<String> way = ways.getOrDefault(name, List.of());
      LockedPackage p = packages.get(name);
      if (p == null) {
        return Optional.of(way);
      }
      for (String next : p.requiredBy()) {
        if (!next.equals(target.cpv().toString()) && !ways.containsKey(next)) {
          var longer = new ArrayList<String>();
          longer.add(next);
          longer.addAll(way);
          ways.put(next, longer);
          queue.add(next);
        }
      }
    }
    return Optional.empty();
  }

  private static UserErrorException notLocked(LockFile file, Lock lock, String wanted) {
    var names = new TreeSet<String>();
    boolean category = wanted.contains("/");
    lock.environments().stream()
        .flatMap(e -> e.packages().stream())
        .map(p -> p.cpv().name())
        .forEach(n -> names.add(category ? n.toString() : n.name()));
    return new UserErrorException(
        Suggestions.apply(
            Diagnostic.error(
                LockCode.NOT_LOCKED, "`" + wanted + "` is not locked in " + file.path() + "."),
            wanted,
            names));
  }
}
