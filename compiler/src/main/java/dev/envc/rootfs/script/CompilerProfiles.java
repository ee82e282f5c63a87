package dev.envc.rootfs.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What gcc-config(8) makes of the profiles that compilers install in /etc/env.d/gcc: the choice
/// `config-TARGET`, /etc/env.d/04gcc-TARGET, the directories of the run-time libraries for the
/// dynamic linker (without which no C++ program starts), and the links in /usr/bin. The profile of
/// the first compiler that was merged is chosen, as toolchain.eclass does where there was none.
///
/// binutils-config(8) likewise: /etc/env.d/binutils/config-TARGET, 05binutils-TARGET, links.
final class CompilerProfiles implements Counterpart {
  private static final String GCC = "etc/env.d/gcc";
  private static final String BINUTILS = "etc/env.d/binutils";
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]+)=[\"']?([^\"']*)[\"']?");

  @Override
  public String name() {
    return "gcc-config";
  }

  private record Profile(String name, String owner, Map<String, String> variables) {
    String get(String variable) {
      return variables.getOrDefault(variable, "");
    }
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) throws IOException {
    for (var target : byTarget(root, GCC, packages).entrySet()) {
      compiler(root, target.getKey(), target.getValue());
    }
    for (var target : byTarget(root, BINUTILS, packages).entrySet()) {
      linker(root, target.getKey(), target.getValue());
    }
    return List.of();
  }

  /// The profiles of each target that has no choice yet, in merge order.
  private static Map<String, List<Profile>> byTarget(
      TargetRoot root, String directory, List<String> packages) throws IOException {
    var profiles = new TreeMap<String, List<Profile>>();
    for (String name : root.names(directory)) {
      Optional<byte[]> text = root.bytes(directory + "/" + name);
      Matcher version = Pattern.compile("(.+?)-([0-9][0-9.]*)").matcher(name);
      if (text.isPresent() && !name.startsWith("config-") && version.matches()) {
        var variables = new TreeMap<String, String>();
        Matcher m = ASSIGNMENT.matcher(new String(text.get(), StandardCharsets.UTF_8));
        while (m.find()) {
          variables.put(m.group(1), m.group(2));
        }
        variables.putIfAbsent("VER", version.group(2));
        String target = variables.getOrDefault("CTARGET", version.group(1));
        String owner = root.owner(directory + "/" + name).orElse("");
        if (!root.exists(directory + "/config-" + target)) {
          profiles
              .computeIfAbsent(target, _ -> new ArrayList<>())
              .add(new Profile(name, owner, variables));
        }
      }
    }
    profiles.values().forEach(p -> p.sort(Comparator.comparingInt(x -> at(packages, x.owner()))));
    return profiles;
  }

  private static int at(List<String> packages, String owner) {
    int at = packages.indexOf(owner);
    return at < 0 ? packages.size() : at;
  }

  private static void compiler(TargetRoot root, String target, List<Profile> profiles) {
    Profile chosen = profiles.getFirst();
    write(root, GCC + "/config-" + target, "CURRENT=" + chosen.name() + "\n");
    if (root.link(GCC + "/.NATIVE").isEmpty()) {
      root.symlink(GCC + "/.NATIVE", chosen.name());
    }
    var libraries = new ArrayList<String>();
    for (Profile p : profiles.reversed()) {
      for (String directory : p.get("LDPATH").split(":", -1)) {
        if (!directory.isEmpty() && !libraries.contains(directory)) {
          libraries.add(directory);
        }
      }
    }
    var env = new StringBuilder("GCC_SPECS=\"" + chosen.get("GCC_SPECS") + "\"\n");
    for (String variable : List.of("MANPATH", "INFOPATH")) {
      if (!chosen.get(variable).isEmpty()) {
        env.append(variable).append("=\"").append(chosen.get(variable)).append("\"\n");
      }
    }
    env.append("LDPATH=\"").append(String.join(":", libraries)).append("\"\n");
    write(root, "etc/env.d/04gcc-" + target, env.toString());
    links(root, target, path(chosen.get("GCC_PATH")));
    String preprocessor = "usr/bin/" + target + "-cpp";
    if (root.exists(preprocessor) && !root.exists("lib/cpp")) {
      root.symlink("lib/cpp", "/" + preprocessor);
    }
  }

  private static void linker(TargetRoot root, String target, List<Profile> profiles) {
    Profile chosen = profiles.getFirst();
    write(root, BINUTILS + "/config-" + target, "CURRENT=" + chosen.get("VER") + "\n");
    var env = new StringBuilder();
    for (String variable : List.of("MANPATH", "INFOPATH")) {
      if (!chosen.get(variable).isEmpty()) {
        env.append(variable).append("=\"").append(chosen.get(variable)).append("\"\n");
      }
    }
    write(root, "etc/env.d/05binutils-" + target, env.toString());
    links(root, target, "usr/" + target + "/binutils-bin/" + chosen.get("VER"));
  }

  private static String path(String absolute) {
    String first = absolute.split(":", -1)[0];
    return first.startsWith("/") ? first.substring(1) : first;
  }

  /// Each program under its name and under that of its target, in /usr/bin, where nothing is.
  private static void links(TargetRoot root, String target, String directory) {
    for (String name : root.names(directory)) {
      String plain = name.startsWith(target + "-") ? name.substring(target.length() + 1) : name;
      link(root, plain, directory + "/" + name);
      link(root, target + "-" + plain, directory + "/" + name);
      if (plain.equals("gcc")) {
        link(root, "cc", directory + "/" + name);
      }
    }
  }

  private static void link(TargetRoot root, String name, String program) {
    if (root.link("usr/bin/" + name).isEmpty() && !root.exists("usr/bin/" + name)) {
      root.symlink("usr/bin/" + name, "/" + program);
    }
  }

  private static void write(TargetRoot root, String path, String text) {
    root.write(path, text.getBytes(StandardCharsets.UTF_8), 0644);
  }
}
