package dev.envc.backend.oci;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import dev.envc.backend.Publisher.PublishRequest;
import dev.envc.backend.Publisher.Published;
import dev.envc.backend.archive.PartialFile;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Sends a layout to registries with jib's registry client (OCI distribution-spec): what is there
/// is asked for first, a blob that another repository of the same registry got in this run is
/// mounted from there, and a transfer that fails is tried again.
final class RegistryPush {
  private static final int TRIES = 4;
  private static final int UPLOADS = 4;
  private static final long FIRST_PAUSE_MILLIS = 250;

  private final PublishRequest request;

  RegistryPush(PublishRequest request) {
    this.request = request;
  }

  List<Published> run() throws IOException, UserErrorException {
    List<ImageReference> references = references();
    Path path = request.artifact().path();
    if (Files.isDirectory(path)) {
      return push(LayoutReader.of(path), references);
    }
    Path unpacked = Files.createTempDirectory("envc-push");
    try {
      LayoutReader.unpack(path, unpacked);
      return push(LayoutReader.of(unpacked), references);
    } finally {
      PartialFile.deleteTree(unpacked);
    }
  }

  /// The references that are no names of images.
  static List<Diagnostic> check(List<String> references) {
    var problems = new ArrayList<Diagnostic>();
    parse(references, problems);
    return problems;
  }

  private List<ImageReference> references() throws UserErrorException {
    var problems = new ArrayList<Diagnostic>();
    List<ImageReference> references = parse(request.references(), problems);
    if (!problems.isEmpty()) {
      throw new UserErrorException(problems);
    }
    return references;
  }

  static List<ImageReference> parse(List<String> texts, List<Diagnostic> problems) {
    var references = new ArrayList<ImageReference>();
    for (String text : texts) {
      try {
        references.add(ImageReference.parse(text));
      } catch (InvalidImageReferenceException e) {
        problems.add(
            Diagnostic.error(
                    BackendCode.BAD_REFERENCE,
                    "`" + withoutPassword(text) + "` is not the name of an image.")
                .hint("A name is like registry.example.com/team/image:tag."));
      }
    }
    return references;
  }

  /// A user may have written `user:password@host/image`, which no reference has.
  private static String withoutPassword(String text) {
    return text.replaceFirst("^((?:\\w+://)?[^/:@]*):[^/]*@", "$1:***@");
  }

  private List<Published> push(LayoutReader layout, List<ImageReference> references)
      throws IOException, UserErrorException {
    var published = new ArrayList<Published>();
    @Nullable ImageReference before = null;
    var http = new FailoverHttpClient(request.insecure(), request.insecure(), _ -> {});
    try {
      for (ImageReference reference : references) {
        boolean mountable =
            before != null
                && before.getRegistry().equals(reference.getRegistry())
                && !before.getRepository().equals(reference.getRepository());
        String from = mountable && before != null ? before.getRepository() : null;
        published.add(push(layout, reference, from, http));
        before = reference;
      }
    } finally {
      http.shutDown();
    }
    return published;
  }

  private Published push(
      LayoutReader layout,
      ImageReference reference,
      @Nullable String mountFrom,
      FailoverHttpClient http)
      throws IOException, UserErrorException {
    try {
      RegistryClient client = client(reference, http);
      var present = new AtomicInteger();
      var sent = new AtomicLong();
      sendBlobs(layout, client, mountFrom, present, sent);
      var reader = new RegistryReader(reference, http, credential(reference));
      Descriptor top = layout.image().top();
      for (Descriptor manifest : layout.image().manifests()) {
        String name = manifest.equals(top) ? reference.getQualifier() : manifest.digest();
        sendManifest(client, reader, name, manifest, Files.readAllBytes(layout.file(manifest)));
      }
      sendReferrers(layout, client, reader);
      return new Published(
          reference.toStringWithQualifier(),
          layout.image().top().digest(),
          present.get(),
          layout.blobs().size() - present.get(),
          sent.get());
    } catch (RegistryException | IOException e) {
      throw failed(reference, e);
    }
  }

  /// Sends a manifest under a tag or its digest, unless it is there.
  private static void sendManifest(
      RegistryClient client, RegistryReader reader, String name, Descriptor manifest, byte[] json)
      throws IOException, RegistryException {
    Optional<byte[]> there = retry(() -> reader.manifest(name));
    if (there.filter(bytes -> Arrays.equals(bytes, json)).isEmpty()) {
      retry(() -> client.pushManifest(new RawManifest(json, manifest.mediaType()), name));
    }
  }

  /// Sends what is said of the image, and for registries without the referrers API the index under
  /// the tag `sha256-…` that clients look for there (OCI distribution-spec, "Referrers Tag
  /// Schema"). What others have attached stays in it.
  private static void sendReferrers(
      LayoutReader layout, RegistryClient client, RegistryReader reader)
      throws IOException, RegistryException {
    var lists = new TreeMap<String, List<Descriptor>>();
    for (LayoutReader.Bundle about : layout.about()) {
      Descriptor manifest = about.top();
      byte[] json = Files.readAllBytes(layout.file(manifest));
      sendManifest(client, reader, manifest.digest(), manifest, json);
      if (about.tag().isPresent()) {
        sendManifest(client, reader, about.tag().get(), manifest, json);
      }
      String subject = layout.json(manifest).path("subject").path("digest").asString("");
      lists.computeIfAbsent(subject, _ -> new ArrayList<>()).add(manifest);
    }
    for (Map.Entry<String, List<Descriptor>> e : lists.entrySet()) {
      String tag = Referrers.tag(e.getKey());
      ReferrerIndex index = ReferrerIndex.of(retry(() -> reader.manifest(tag)));
      for (Descriptor manifest : e.getValue()) {
        index.add(manifest, layout.json(manifest).path("artifactType").asString(""));
      }
      byte[] json = index.bytes();
      sendManifest(client, reader, tag, Descriptor.of(Descriptor.INDEX, json), json);
    }
  }

  private void sendBlobs(
      LayoutReader layout,
      RegistryClient client,
      @Nullable String mountFrom,
      AtomicInteger present,
      AtomicLong sent)
      throws IOException, RegistryException {
    var done = new AtomicLong();
    int total = layout.blobs().size();
    var uploads = new ArrayList<Future<?>>();
    try (ExecutorService pool = Executors.newFixedThreadPool(UPLOADS)) {
      for (Descriptor blob : layout.blobs()) {
        uploads.add(
            pool.submit(
                () -> {
                  if (send(layout, client, blob, mountFrom)) {
                    sent.addAndGet(blob.size());
                  } else {
                    present.incrementAndGet();
                  }
                  request.progress().progress("pushing blobs", done.incrementAndGet(), total);
                  return null;
                }));
      }
      for (Future<?> upload : uploads) {
        await(upload);
      }
    }
  }

  /// Sends a blob; false when the registry has it, or took it from another repository.
  private static boolean send(
      LayoutReader layout, RegistryClient client, Descriptor blob, @Nullable String mountFrom)
      throws IOException, RegistryException {
    DescriptorDigest digest = digest(blob);
    return retry(
        () -> {
          if (client.checkBlob(digest).isPresent()) {
            return false;
          }
          boolean mounted =
              client.pushBlob(digest, Blobs.from(layout.file(blob)), mountFrom, _ -> {});
          return !mounted;
        });
  }

  private static DescriptorDigest digest(Descriptor blob) throws IOException {
    try {
      return DescriptorDigest.fromDigest(blob.digest());
    } catch (DigestException e) {
      throw new IOException("not a digest in the layout: " + blob.digest(), e);
    }
  }

  private RegistryClient client(ImageReference reference, FailoverHttpClient http)
      throws IOException, RegistryException {
    RegistryClient.Factory factory =
        RegistryClient.factory(
            EventHandlers.NONE, reference.getRegistry(), reference.getRepository(), http);
    Optional<Credential> credential = credential(reference);
    credential.ifPresent(factory::setCredential);
    RegistryClient client = factory.setUserAgent("envc").newRegistryClient();
    boolean bearer = retry(client::doPushBearerAuth);
    if (!bearer && credential.filter(c -> !c.isOAuth2RefreshToken()).isPresent()) {
      client.configureBasicAuth();
    }
    return client;
  }

  /// From the Docker configuration (with its credential helpers), then the helpers that are usual
  /// for the registry.
  static Optional<Credential> credential(ImageReference reference) throws IOException {
    CredentialRetrieverFactory factory = CredentialRetrieverFactory.forImage(reference, _ -> {});
    for (CredentialRetriever retriever :
        List.of(factory.dockerConfig(), factory.wellKnownCredentialHelpers())) {
      try {
        Optional<Credential> credential = retriever.retrieve();
        if (credential.isPresent()) {
          return credential;
        }
      } catch (CredentialRetrievalException e) {
        throw new IOException("the credentials cannot be read: " + e.getMessage(), e);
      }
    }
    return Optional.empty();
  }

  /// A request that may be tried again.
  interface Call<T> {
    T run() throws IOException, RegistryException;
  }

  static <T> T retry(Call<T> call) throws IOException, RegistryException {
    long pause = FIRST_PAUSE_MILLIS;
    for (int i = 1; ; i++) {
      try {
        return call.run();
      } catch (IOException | RegistryException e) {
        if (i == TRIES || !mayPass(e)) {
          throw e;
        }
        sleep(pause);
        pause *= 3;
      }
    }
  }

  /// Whether another try may succeed: a connection that broke, a server that is busy or ill. What a
  /// registry refuses it refuses again.
  private static boolean mayPass(Exception e) {
    if (e instanceof RegistryUnauthorizedException) {
      return false;
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ResponseException response) {
        int status = response.getStatusCode();
        return status >= 500 || status == 408 || status == 429;
      }
    }
    return true;
  }

  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while pushing", e);
    }
  }

  private static void await(Future<?> upload) throws IOException, RegistryException {
    try {
      upload.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while pushing", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RegistryException registry -> throw registry;
        case IOException io -> throw io;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  static UserErrorException failed(ImageReference reference, Exception e) {
    boolean refused = e instanceof RegistryUnauthorizedException;
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    Diagnostic d =
        Diagnostic.error(
            BackendCode.PUSH_FAILED,
            "%s cannot be pushed: %s."
                .formatted(
                    reference.toStringWithQualifier(),
                    refused ? "the registry does not let you" : reason.replaceFirst("\\.$", "")));
    return new UserErrorException(
        refused ? d.hint("Log in with `docker login`, or set up a credential helper.") : d);
  }
}
