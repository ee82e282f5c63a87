package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.SystemConfig;
import dev.envc.model.SystemConfig.Group;
import dev.envc.model.SystemConfig.Service;
import dev.envc.model.SystemConfig.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the root file system holds besides packages.
final class SystemRules implements RuleGroup<SystemConfig> {
  private final Leaves leaves;
  private final FileRules files;

  SystemRules(Leaves leaves, Diagnostics diagnostics, CheckSettings settings) {
    this.leaves = leaves;
    this.files = new FileRules(leaves, diagnostics, settings);
  }

  @Override
  public Set<ManifestCode> codes() {
    return files.codes();
  }

  @Override
  public SystemConfig check(View environment) {
    return new SystemConfig(
        files.check(environment),
        users(environment),
        groups(environment),
        services(environment),
        environment.scalar("hostname").flatMap(leaves.system::hostname),
        environment.scalar("locale").flatMap(leaves.system::locale),
        environment.scalar("timezone").flatMap(leaves.system::timezone),
        environment.scalars("locales").stream()
            .flatMap(s -> leaves.system.locale(s).stream())
            .toList());
  }

  private List<User> users(View environment) {
    var users = new ArrayList<User>();
    for (Mapping.Entry e : environment.entries("users")) {
      if (e.value() instanceof Mapping m) {
        leaves
            .system
            .account(e.key())
            .ifPresent(name -> users.add(user(name, e.key(), new View(m))));
      }
    }
    return users;
  }

  private User user(String name, Scalar key, View view) {
    return new User(
        name,
        view.scalar("uid").flatMap(leaves.system::id),
        view.scalar("group").flatMap(leaves.system::account).orElse(name),
        accounts(view, "groups"),
        view.scalar("home").flatMap(leaves.places::imagePath).orElse("/dev/null"),
        view.scalar("shell").flatMap(leaves.places::imagePath).orElse("/sbin/nologin"),
        view.text("comment").orElse(""),
        view.scalar("password").flatMap(leaves.system::password),
        view.scalar("subids").flatMap(leaves.system::id),
        key.span());
  }

  private List<String> accounts(View view, String field) {
    return view.scalars(field).stream().flatMap(s -> leaves.system.account(s).stream()).toList();
  }

  private List<Group> groups(View environment) {
    var groups = new ArrayList<Group>();
    for (Mapping.Entry e : environment.entries("groups")) {
      Optional<String> name = leaves.system.account(e.key());
      if (name.isPresent() && e.value() instanceof Mapping m) {
        View view = new View(m);
        groups.add(
            new Group(
                name.get(),
                view.scalar("gid").flatMap(leaves.system::id),
                accounts(view, "members"),
                e.key().span()));
      }
    }
    return groups;
  }

  private List<Service> services(View environment) {
    var services = new ArrayList<Service>();
    for (View item : environment.views("services")) {
      Optional<Scalar> written = item.scalar("name");
      Optional<String> name = written.flatMap(leaves.system::service);
      if (name.isPresent()) {
        Scalar s = written.get();
        services.add(
            new Service(
                name.get(),
                !s.text().startsWith("-"),
                item.scalar("runlevel").flatMap(leaves.plain::name).orElse("default"),
                s.span()));
      }
    }
    return services;
  }
}
