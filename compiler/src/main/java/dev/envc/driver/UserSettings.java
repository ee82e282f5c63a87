package dev.envc.driver;

import dev.envc.model.GentooConfig;
import dev.envc.model.GentooConfig.Flag;
import dev.envc.model.GentooConfig.Keyword;
import dev.envc.model.GentooConfig.License;
import dev.envc.source.Span;
import dev.envc.tree.profile.Origin;
import dev.envc.tree.profile.UserConfig;
import dev.envc.tree.profile.UserConfig.Entry;
import dev.envc.tree.profile.UserConfig.Mask;
import dev.envc.tree.profile.UserConfig.Provided;
import dev.envc.tree.profile.UserConfig.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The manifest's own settings as profiles know them: what a user of Portage keeps in /etc/portage.
final class UserSettings {
  private UserSettings() {}

  static UserConfig of(GentooConfig config) {
    return new UserConfig(
        variables(config),
        config.packageUse().stream()
            .map(p -> new Entry(p.atom(), words(p.flags()), origin(p.span())))
            .toList(),
        config.packageKeywords().stream()
            .map(p -> new Entry(p.atom(), tokens(p.keywords(), Keyword::token), origin(p.span())))
            .toList(),
        config.packageLicense().stream()
            .map(p -> new Entry(p.atom(), tokens(p.licenses(), License::token), origin(p.span())))
            .toList(),
        List.of(),
        List.of(),
        config.masks().stream().map(UserSettings::mask).toList(),
        config.unmasks().stream().map(UserSettings::mask).toList(),
        config.provided().stream().map(p -> new Provided(p.cpv(), origin(p.span()))).toList());
  }

  private static <T> List<String> tokens(List<T> words, Function<T, String> token) {
    return words.stream().map(token).toList();
  }

  /// The settings with other variables, and without licenses accepted for single packages.
  static UserConfig withLicenses(UserConfig user, List<Variable> variables) {
    return new UserConfig(
        variables,
        user.packageUse(),
        user.packageKeywords(),
        List.of(),
        List.of(),
        List.of(),
        user.masks(),
        user.unmasks(),
        user.provided());
  }

  private static List<Variable> variables(GentooConfig config) {
    var all = new ArrayList<Variable>();
    config.use().forEach(f -> all.add(new Variable("USE", word(f), origin(f.span()))));
    config
        .useExpand()
        .forEach(
            e ->
                all.add(
                    new Variable(
                        e.variable(), String.join(" ", words(e.values())), origin(e.span()))));
    config
        .acceptKeywords()
        .forEach(k -> all.add(new Variable("ACCEPT_KEYWORDS", k.token(), origin(k.span()))));
    config
        .acceptLicense()
        .forEach(l -> all.add(new Variable("ACCEPT_LICENSE", l.token(), origin(l.span()))));
    return all;
  }

  private static Mask mask(GentooConfig.MaskRule rule) {
    return new Mask(rule.atom(), false, rule.because().orElse(""), origin(rule.span()));
  }

  private static List<String> words(List<Flag> flags) {
    return flags.stream().map(UserSettings::word).toList();
  }

  private static String word(Flag flag) {
    return flag.enabled() ? flag.name() : "-" + flag.name();
  }

  private static Origin origin(Span span) {
    return new Origin(span.file().name(), span.from().line());
  }
}
