package dev.envc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Range;

/// Declares the options and parameters of a command. What is declared is a supplier, which has its
/// value once the command line is read.
final class Arguments {
  private final CommandSpec spec;

  Arguments(CommandSpec spec) {
    this.spec = spec;
  }

  /// `--help` and `--version`, as every command has them.
  void help() {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
  }

  /// An option; its names may be one letter after `-` or a word after `--`.
  Declared option(String... names) {
    return new Declared(List.of(names), "");
  }

  /// What stands without a name at a place of the command line, or at several: `0`, `1..*`.
  Declared parameter(String index) {
    return new Declared(List.of(), index);
  }

  /// An option or parameter whose kind of value has not been said yet.
  final class Declared {
    private final List<String> names;
    private final String index;
    private final List<Class<?>> parts = new ArrayList<>();
    private String label = "";
    private String description = "";
    private String separator = "";
    private boolean hidden;
    private boolean required;
    private Optional<String> arity = Optional.empty();
    private Optional<String> otherwise = Optional.empty();

    private Declared(List<String> names, String index) {
      this.names = names;
      this.index = index;
    }

    /// What help writes for the value.
    Declared label(String text) {
      label = text;
      return this;
    }

    Declared says(String text) {
      description = text;
      return this;
    }

    /// Help does not show it.
    Declared hidden() {
      hidden = true;
      return this;
    }

    /// Given or not.
    Supplier<Boolean> flag() {
      ArgSpec arg = add(boolean.class);
      return () -> Boolean.TRUE.equals(arg.getValue());
    }

    /// A value that has to be given.
    <T> Supplier<T> one(Class<T> type) {
      required = true;
      ArgSpec arg = add(type);
      return () -> type.cast(arg.getValue());
    }

    /// One value; without it what is written here.
    <T> Supplier<T> one(Class<T> type, String value) {
      otherwise = Optional.of(value);
      ArgSpec arg = add(type);
      return () -> type.cast(arg.getValue());
    }

    /// One value or none.
    <T> Supplier<Optional<T>> maybe(Class<T> type) {
      ArgSpec arg = add(type);
      return () -> Optional.ofNullable(type.cast(arg.getValue()));
    }

    /// An option that is given again for each of several values.
    <T> Supplier<List<T>> many(Class<T> type) {
      return list(type);
    }

    /// As many parameters as the range says: `1..*`.
    <T> Supplier<List<T>> many(String range, Class<T> type) {
      arity = Optional.of(range);
      required = Range.valueOf(range).min() > 0;
      return list(type);
    }

    /// Words with commas between them; the option may be given again.
    Supplier<List<String>> words() {
      separator = ",";
      return list(String.class);
    }

    /// `KEY=VALUE`, given again for each key, and once for each.
    Supplier<SortedMap<String, String>> pairs() {
      Supplier<List<String>> written = many(String.class);
      return () -> {
        var pairs = new TreeMap<String, String>();
        for (String pair : written.get()) {
          int at = pair.indexOf('=');
          if (at <= 0) {
            throw wrong("takes " + label + ", not `" + pair + "`");
          }
          if (pairs.put(pair.substring(0, at), pair.substring(at + 1)) != null) {
            throw wrong("gives `" + pair.substring(0, at) + "` twice");
          }
        }
        return pairs;
      };
    }

    private ParameterException wrong(String text) {
      return new ParameterException(spec.commandLine(), names.getFirst() + " " + text);
    }

    private <T> Supplier<List<T>> list(Class<T> type) {
      parts.add(type);
      ArgSpec arg = add(List.class);
      return () -> Optional.<List<T>>ofNullable(arg.getValue()).orElse(List.of());
    }

    private ArgSpec add(Class<?> type) {
      ArgSpec arg = names.isEmpty() ? parameter(type) : option(type);
      spec.add(arg);
      return arg;
    }

    private ArgSpec option(Class<?> type) {
      var builder =
          OptionSpec.builder(names.getFirst(), names.stream().skip(1).toArray(String[]::new))
              .type(type)
              .description(description)
              .hidden(hidden)
              .required(required)
              .splitRegex(separator);
      if (!label.isEmpty()) {
        builder.paramLabel(label);
      }
      if (!parts.isEmpty()) {
        builder.auxiliaryTypes(parts.toArray(Class<?>[]::new));
      }
      otherwise.ifPresent(builder::defaultValue);
      return builder.build();
    }

    private ArgSpec parameter(Class<?> type) {
      var builder =
          PositionalParamSpec.builder()
              .index(index)
              .type(type)
              .paramLabel(label)
              .required(required)
              .arity(arity.orElse(required ? "1" : "0..1"));
      if (!description.isEmpty()) {
        builder.description(description);
      }
      if (!parts.isEmpty()) {
        builder.auxiliaryTypes(parts.toArray(Class<?>[]::new));
      }
      otherwise.ifPresent(builder::defaultValue);
      return builder.build();
    }
  }
}
