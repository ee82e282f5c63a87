package dev.envc.rootfs.script;

import dev.envc.store.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What update-ca-certificates(8) of app-misc/ca-certificates makes of /etc/ca-certificates.conf
/// and /usr/local/share/ca-certificates: links in /etc/ssl/certs, the bundle ca-certificates.crt,
/// and the links of `openssl rehash` by the hash of the subject. Certificates that a manifest adds
/// as files are in it. Hooks in /etc/ca-certificates/update.d are not run.
final class CertificateStore implements Counterpart {
  private static final String CONFIGURATION = "etc/ca-certificates.conf";
  private static final String PACKAGED = "usr/share/ca-certificates/";
  private static final String LOCAL = "usr/local/share/ca-certificates";
  private static final String STORE = "etc/ssl/certs/";
  private static final String BUNDLE = STORE + "ca-certificates.crt";

  @Override
  public String name() {
    return "ca-certificates";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) throws IOException {
    var problems = new ArrayList<String>();
    Optional<byte[]> configuration = root.bytes(CONFIGURATION);
    if (configuration.isEmpty()) {
      return problems;
    }
    var chosen = new ArrayList<String>();
    for (String line : new String(configuration.get(), StandardCharsets.UTF_8).lines().toList()) {
      if (line.startsWith("!")) {
        root.remove(STORE + link(line.substring(1)));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        if (root.file(PACKAGED + line).isPresent()) {
          chosen.add(PACKAGED + line);
        } else {
          problems.add("/" + PACKAGED + line + " is in /" + CONFIGURATION + ", but not there");
        }
      }
    }
    root.below(LOCAL).stream().filter(p -> p.endsWith(".crt")).forEach(chosen::add);
    add(root, chosen);
    rehash(root);
    return problems;
  }

  private static void add(TargetRoot root, List<String> certificates) throws IOException {
    var bundle = new ByteArrayOutputStream();
    for (String path : certificates) {
      Optional<byte[]> bytes = root.bytes(path);
      if (bytes.isEmpty()) {
        continue;
      }
      bundle.writeBytes(bytes.get());
      if (bytes.get().length > 0 && bytes.get()[bytes.get().length - 1] != '\n') {
        bundle.write('\n');
      }
      String link = STORE + link(path);
      String target = root.link(link).orElse("");
      if (!target.equals("/" + path) && !target.equals("../../../" + path)) {
        root.symlink(link, "../../../" + path);
      }
    }
    Optional<byte[]> there = root.bytes(BUNDLE);
    if (there.isEmpty() || !java.util.Arrays.equals(there.get(), bundle.toByteArray())) {
      root.write(BUNDLE, bundle.toByteArray(), 0644);
    }
  }

  /// The name of the link to a certificate.
  private static String link(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.crt$", "");
    return name.replace(' ', '_').replaceAll("[()]", "=").replace(',', '_') + ".pem";
  }

  /// As `openssl rehash /etc/ssl/certs`: a link for each file with just one certificate, in the
  /// order of the names; equal subjects are numbered, equal certificates have one link.
  private static void rehash(TargetRoot root) throws IOException {
    var wanted = new TreeMap<String, String>();
    Set<String> fingerprints = new HashSet<>();
    List<String> names = root.names(STORE.substring(0, STORE.length() - 1));
    for (String name : names) {
      Optional<Content> content =
          name.matches(".*\\.(pem|crt|cer)") ? root.file(STORE + name) : Optional.empty();
      Optional<X509Certificate> certificate =
          content.isPresent() ? single(root.bytes(STORE + name)) : Optional.empty();
      if (certificate.isPresent() && fingerprints.add(certificate.get().toString())) {
        String hash = SubjectHash.of(certificate.get().getSubjectX500Principal());
        int number = 0;
        while (wanted.containsKey(hash + "." + number)) {
          number++;
        }
        wanted.put(hash + "." + number, name);
      }
    }
    for (String name : names) {
      boolean hashed = name.matches("[0-9a-f]{8}\\.[0-9]+");
      if (hashed && root.link(STORE + name).isPresent() && !wanted.containsKey(name)) {
        root.remove(STORE + name);
      }
    }
    wanted.forEach(
        (link, name) -> {
          if (!root.link(STORE + link).equals(Optional.of(name))) {
            root.symlink(STORE + link, name);
          }
        });
  }

  private static Optional<X509Certificate> single(Optional<byte[]> bytes) {
    try {
      var all = new ArrayList<Certificate>();
      // OpenSSL takes none in another form.
      if (bytes.isPresent()
          && new String(bytes.get(), StandardCharsets.ISO_8859_1).contains("-----BEGIN ")) {
        all.addAll(
            CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(bytes.get())));
      }
      return all.size() == 1 && all.getFirst() instanceof X509Certificate c
          ? Optional.of(c)
          : Optional.empty();
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }
}
