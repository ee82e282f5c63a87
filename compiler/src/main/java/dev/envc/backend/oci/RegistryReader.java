package dev.envc.backend.oci;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.http.Authorization;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.google.cloud.tools.jib.http.ResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads manifests and small blobs of a repository as the bytes they are, which jib's registry
/// client has no way to give (OCI distribution-spec, "Pulling manifests"). Not thread-safe.
final class RegistryReader implements ImageSource {
  private static final Pattern CHALLENGE = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");
  private static final int LARGEST = 32 * 1024 * 1024;

  private final ImageReference reference;
  private final FailoverHttpClient http;
  private final Optional<Credential> credential;
  private @Nullable Authorization authorization;

  RegistryReader(
      ImageReference reference, FailoverHttpClient http, Optional<Credential> credential) {
    this.reference = reference;
    this.http = http;
    this.credential = credential;
  }

  @Override
  public Optional<byte[]> manifest(String name) throws IOException {
    return get("manifests/" + name);
  }

  /// A blob of at most 32 MiB.
  @Override
  public Optional<byte[]> blob(String digest) throws IOException {
    return get("blobs/" + digest);
  }

  /// From the referrers API, or where there is none from the tag that stands for it.
  @Override
  public List<String> referrers(String subject) throws IOException {
    Optional<byte[]> index = get("referrers/" + subject);
    if (index.isEmpty()) {
      index = manifest(Referrers.tag(subject));
    }
    var all = new ArrayList<String>();
    if (index.isPresent()) {
      JsonMapper.builder()
          .build()
          .readTree(index.get())
          .path("manifests")
          .forEach(m -> all.add(m.path("digest").asString("")));
    }
    return all;
  }

  private Optional<byte[]> get(String path) throws IOException {
    String url =
        "https://" + reference.getRegistry() + "/v2/" + reference.getRepository() + "/" + path;
    try {
      return Optional.of(fetch(url, authorization));
    } catch (ResponseException e) {
      if (e.getStatusCode() == 404) {
        return Optional.empty();
      }
      if (e.getStatusCode() != 401 || authorization != null) {
        throw e;
      }
      authorization = authorize(String.valueOf(e.getHeaders().getAuthenticate()));
      return get(path);
    }
  }

  private byte[] fetch(String url, @Nullable Authorization authorization) throws IOException {
    Request.Builder request =
        Request.builder()
            .setUserAgent("envc")
            .setAccept(List.of(Descriptor.MANIFEST, Descriptor.INDEX, "*/*"));
    if (authorization != null) {
      request.setAuthorization(authorization);
    }
    try (Response response = http.get(URI.create(url).toURL(), request.build());
        InputStream body = response.getBody()) {
      byte[] bytes = body.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("the answer of the registry is larger than 32 MiB");
      }
      return bytes;
    }
  }

  /// Answers a challenge (RFC 9110, 11.6.1): with the credentials themselves, or with a token that
  /// they buy at the address it names.
  private Authorization authorize(String challenge) throws IOException {
    Optional<Authorization> basic =
        credential
            .filter(c -> !c.isOAuth2RefreshToken())
            .map(c -> Authorization.fromBasicCredentials(c.getUsername(), c.getPassword()));
    if (!challenge.toLowerCase(java.util.Locale.ROOT).startsWith("bearer")) {
      return basic.orElseThrow(() -> new IOException("the registry wants credentials"));
    }
    String realm = "";
    var query = new StringBuilder();
    Matcher m = CHALLENGE.matcher(challenge);
    while (m.find()) {
      if (m.group(1).equals("realm")) {
        realm = m.group(2);
      } else {
        query.append(query.isEmpty() ? "?" : "&").append(m.group(1)).append('=');
        query.append(URLEncoder.encode(m.group(2), StandardCharsets.UTF_8));
      }
    }
    JsonNode answer =
        JsonMapper.builder().build().readTree(fetch(realm + query, basic.orElse(null)));
    String token = answer.path("token").asString(answer.path("access_token").asString(""));
    return Authorization.fromBearerToken(token);
  }
}
