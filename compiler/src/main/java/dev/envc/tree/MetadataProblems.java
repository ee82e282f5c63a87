package dev.envc.tree;

import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.Parsed;
import dev.envc.pms.Slot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What PMS forbids in the metadata of one ebuild.
record MetadataProblems(EbuildMetadata ebuild) {
  private static final List<MetadataKey> DEPENDENCIES =
      List.of(
          MetadataKey.RDEPEND,
          MetadataKey.DEPEND,
          MetadataKey.PDEPEND,
          MetadataKey.BDEPEND,
          MetadataKey.IDEPEND);

  /// The first one found, as a sentence.
  Optional<String> first() {
    String eapiName = ebuild.text(MetadataKey.EAPI);
    Optional<Eapi> eapi = Eapi.of(eapiName);
    if (eapi.isEmpty()) {
      return Optional.of("Its EAPI, " + eapiName + ", is not supported.");
    }
    String slot = ebuild.text(MetadataKey.SLOT);
    if (slot.isEmpty()) {
      return Optional.of("It does not set SLOT.");
    }
    if (slot.indexOf('/') >= 0 && !eapi.get().subslots()) {
      return Optional.of("Its SLOT, " + slot + ", has a sub-slot, which its EAPI does not allow.");
    }
    for (MetadataKey key : DEPENDENCIES) {
      String wrong = wrong(key, ebuild.parsedDependencies(key));
      if (wrong != null) {
        return Optional.of(wrong);
      }
    }
    return Optional.ofNullable(others(eapi.get()));
  }

  private @Nullable String others(Eapi eapi) {
    String wrong = wrong(MetadataKey.SLOT, Slot.tryParse(ebuild.text(MetadataKey.SLOT)));
    if (wrong == null) {
      String required = ebuild.text(MetadataKey.REQUIRED_USE);
      wrong = wrong(MetadataKey.REQUIRED_USE, DepSpec.parseRequiredUse(required, eapi));
    }
    if (wrong == null) {
      String license = ebuild.text(MetadataKey.LICENSE);
      wrong = wrong(MetadataKey.LICENSE, DepSpec.parseLicense(license));
    }
    for (MetadataKey key : List.of(MetadataKey.PROPERTIES, MetadataKey.RESTRICT)) {
      wrong = wrong != null ? wrong : wrong(key, DepSpec.parseProperties(ebuild.text(key)));
    }
    return wrong;
  }

  private static @Nullable String wrong(MetadataKey key, Parsed<?> parsed) {
    return switch (parsed) {
      case Parsed.Ok<?> _ -> null;
      case Parsed.Bad<?>(var message, var offset) ->
          "Its " + key + " is not valid at character " + (offset + 1) + ": " + message;
    };
  }
}
