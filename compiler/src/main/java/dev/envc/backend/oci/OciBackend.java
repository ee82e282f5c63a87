package dev.envc.backend.oci;

import dev.envc.backend.Artifact;
import dev.envc.backend.Backend;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.BackendSetting;
import dev.envc.backend.Evidence;
import dev.envc.backend.Image;
import dev.envc.backend.Inspectable;
import dev.envc.backend.Publisher;
import dev.envc.backend.archive.PartialFile;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes OCI images: an image layout as a directory or as a tar, one manifest for each architecture
/// and an index over them when there are several. See spec/backend.md.
public final class OciBackend implements Backend, Publisher, Inspectable {
  @Override
  public String name() {
    return "oci";
  }

  @Override
  public String description() {
    return "OCI image: a layout directory or archive, layers by package, several architectures";
  }

  @Override
  public List<BackendSetting> settings() {
    return OciSettings.DESCRIPTIONS;
  }

  @Override
  public List<Diagnostic> check(Environment environment) {
    var problems = new ArrayList<Diagnostic>();
    OciSettings.of(environment, problems);
    if (environment.arch().ociArchitecture().isEmpty()) {
      problems.add(
          Diagnostic.error(
              BackendCode.ARCH_UNKNOWN,
              environment.span(),
              "OCI has no name for the architecture %s.".formatted(environment.arch())));
    }
    return problems;
  }

  @Override
  public List<Artifact> build(BackendRequest request) throws IOException, UserErrorException {
    var problems = new ArrayList<Diagnostic>();
    request.images().forEach(i -> problems.addAll(check(i.environment())));
    request.images().forEach(i -> problems.addAll(Whiteouts.check(i.root().tree())));
    if (problems.stream().anyMatch(Diagnostic::isError)) {
      throw new UserErrorException(problems);
    }
    Map<String, List<Image>> byName =
        request.images().stream()
            .collect(
                Collectors.groupingBy(
                    i -> i.environment().artifactName(), LinkedHashMap::new, Collectors.toList()));
    var artifacts = new ArrayList<Artifact>();
    for (Map.Entry<String, List<Image>> e : byName.entrySet()) {
      artifacts.add(write(e.getKey(), e.getValue(), request));
    }
    return artifacts;
  }

  private static Artifact write(String name, List<Image> images, BackendRequest request)
      throws IOException {
    OciSettings settings = settings(images.getFirst());
    var layout = new ImageLayout();
    Descriptor top = new ImageWriter(request, layout).write(images);
    String archs =
        images.stream().map(i -> i.environment().arch().keyword()).collect(Collectors.joining(","));
    return settings.archive()
        ? archive(name, archs, layout, request.outputDirectory())
        : layout(name, archs, layout, top, request.outputDirectory());
  }

  private static Artifact layout(
      String name, String archs, ImageLayout layout, Descriptor top, Path output)
      throws IOException {
    Path target = output.resolve(name + ".oci");
    try (PartialFile partial = PartialFile.directory(target)) {
      long size = layout.writeTo(partial.path(), target);
      partial.commit();
      return new Artifact(name, "oci", archs, target, top.mediaType(), top.digest(), size);
    }
  }

  private static Artifact archive(String name, String archs, ImageLayout layout, Path output)
      throws IOException {
    Path target = output.resolve(name + ".oci.tar");
    try (PartialFile partial = PartialFile.file(target)) {
      String digest = LayoutArchive.write(layout, partial.path());
      long size = Files.size(partial.path());
      partial.commit();
      return new Artifact(name, "oci", archs, target, "application/x-tar", digest, size);
    }
  }

  static OciSettings settings(Image image) {
    return OciSettings.of(image.environment(), new ArrayList<>());
  }

  @Override
  public String referenceForm() {
    return "registry.example.com/team/image:tag";
  }

  @Override
  public List<Diagnostic> check(List<String> references) {
    return RegistryPush.check(references);
  }

  @Override
  public List<Diagnostic> checkTags(List<String> tags) {
    return tags.stream()
        .filter(t -> !OciSettings.isTag(t))
        .map(
            t ->
                Diagnostic.error(BackendCode.BAD_TAG, "`" + t + "` is no tag.")
                    .hint("A tag has letters, digits, `_`, `.` and `-`, at most 128."))
        .toList();
  }

  @Override
  public List<Published> publish(PublishRequest request) throws IOException, UserErrorException {
    return new RegistryPush(request).run();
  }

  @Override
  public boolean recognises(Path path) {
    return Files.isRegularFile(path.resolve("oci-layout"));
  }

  @Override
  public Evidence inspect(Path path) throws IOException, UserErrorException {
    var source = new LayoutSource(path);
    List<String> damaged = source.damaged();
    if (!damaged.isEmpty()) {
      throw EvidenceReader.damaged("blobs with other content: " + String.join(", ", damaged));
    }
    return new EvidenceReader(source)
        .read(source.first().orElse(""))
        .orElseThrow(() -> EvidenceReader.damaged("its index.json names nothing"));
  }

  @Override
  public Evidence inspect(String reference, boolean insecure)
      throws IOException, UserErrorException {
    return new RegistryPull(reference, insecure).evidence();
  }

  @Override
  public Optional<List<Layer>> layers(Path path) throws IOException {
    return recognises(path) ? Optional.of(LayerList.of(path)) : Optional.empty();
  }
}
