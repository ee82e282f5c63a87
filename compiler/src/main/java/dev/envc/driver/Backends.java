package dev.envc.driver;

import dev.envc.backend.Backend;
import dev.envc.backend.Inspectable;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Suggestions;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/// The backends of this run: those of envc and those of plug-in jars, found by [ServiceLoader].
final class Backends implements AutoCloseable {
  /// A backend and where its code comes from: `envc`, or the file name of a plug-in.
  record Found(Backend backend, String origin) {}

  private final SortedMap<String, Found> byName = new TreeMap<>();
  private final List<URLClassLoader> loaders = new ArrayList<>();

  private Backends() {}

  static Backends discover(List<Path> plugins) throws IOException, UserErrorException {
    var found = new Backends();
    found.add(ServiceLoader.load(Backend.class, Backend.class.getClassLoader()), "envc");
    for (Path jar : plugins) {
      found.addPlugin(jar);
    }
    return found;
  }

  SortedMap<String, Found> all() {
    return Collections.unmodifiableSortedMap(byName);
  }

  /// Those whose artefacts can be looked into, by name.
  List<Inspectable> inspectable() {
    return byName.values().stream()
        .map(Found::backend)
        .filter(Inspectable.class::isInstance)
        .map(Inspectable.class::cast)
        .toList();
  }

  Backend require(String name) throws UserErrorException {
    Found found = byName.get(name);
    if (found == null) {
      Diagnostic d =
          Diagnostic.error(BackendCode.UNKNOWN_BACKEND, "There is no backend `" + name + "`.")
              .note("The backends are " + String.join(", ", byName.keySet()) + ".")
              .hint("`--plugin JAR` adds one.");
      throw new UserErrorException(Suggestions.apply(d, name, byName.keySet()));
    }
    return found.backend();
  }

  @Override
  public void close() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }

  private void addPlugin(Path jar) throws IOException, UserErrorException {
    if (!Files.isRegularFile(jar)) {
      throw new UserErrorException(
          Diagnostic.error(BackendCode.BAD_PLUGIN, "The plug-in " + jar + " is not a file."));
    }
    var loader =
        new URLClassLoader(
            jar.getFileName().toString(),
            new URL[] {jar.toUri().toURL()},
            Backend.class.getClassLoader());
    loaders.add(loader);
    int before = byName.size();
    try {
      add(ServiceLoader.load(Backend.class, loader), jar.getFileName().toString());
    } catch (ServiceConfigurationError e) {
      throw new UserErrorException(
          Diagnostic.error(
              BackendCode.BAD_PLUGIN,
              "The plug-in " + jar + " cannot be loaded: " + e.getMessage() + "."));
    }
    if (byName.size() == before) {
      throw new UserErrorException(
          Diagnostic.error(BackendCode.BAD_PLUGIN, "The plug-in " + jar + " holds no backend.")
              .hint(
                  "It needs a file META-INF/services/"
                      + Backend.class.getName()
                      + " that names its class; see spec/backend.md."));
    }
  }

  private void add(ServiceLoader<Backend> services, String origin) throws UserErrorException {
    for (Backend backend : services) {
      Found other = byName.get(backend.name());
      if (other == null) {
        byName.put(backend.name(), new Found(backend, origin));
      } else if (!other.backend().getClass().equals(backend.getClass())) {
        throw new UserErrorException(
            Diagnostic.error(
                BackendCode.BAD_PLUGIN,
                "Both "
                    + other.origin()
                    + " and "
                    + origin
                    + " bring a backend `"
                    + backend.name()
                    + "`."));
      }
    }
  }
}
