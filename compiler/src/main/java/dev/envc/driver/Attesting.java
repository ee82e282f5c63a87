package dev.envc.driver;

import dev.envc.attest.provenance.Provenance;
import dev.envc.attest.sbom.Bill;
import dev.envc.attest.sbom.Bills;
import dev.envc.attest.sbom.CycloneDxDocument;
import dev.envc.attest.sbom.Licenses;
import dev.envc.attest.sbom.SpdxDocument;
import dev.envc.attest.signing.Envelope;
import dev.envc.attest.signing.SigningKey;
import dev.envc.backend.Attachment;
import dev.envc.backend.Attachment.Subject;
import dev.envc.backend.Attestor;
import dev.envc.backend.Image;
import dev.envc.lock.Lock;
import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.rootfs.Spill;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Speaks for the artefacts of one lock: bills of materials, provenance, signatures.
final class Attesting implements Attestor {
  private final Lock lock;
  private final String lockDigest;
  private final String backend;
  private final AttestOptions options;
  private final Optional<SigningKey> key;
  private final List<String> destinations;
  private final Spill spill;
  private final IdentityHashMap<Image, Bill> bills = new IdentityHashMap<>();
  private final Map<String, List<Subject>> inside = new LinkedHashMap<>();

  /// The documents of the image that was asked for last, and of no other: several ask for the same
  /// ones in a row, and there may be many images.
  private final IdentityHashMap<Image, List<Attachment>> last = new IdentityHashMap<>();

  Attesting(
      Lock lock,
      String lockDigest,
      String backend,
      AttestOptions options,
      Optional<SigningKey> key,
      List<String> destinations,
      Spill spill) {
    this.lock = lock;
    this.lockDigest = lockDigest;
    this.backend = backend;
    this.options = options;
    this.key = key;
    this.destinations = List.copyOf(destinations);
    this.spill = spill;
  }

  /// Takes in an image and the packages it was put together from.
  void add(Image image, List<Member> members) throws IOException {
    bills.put(
        image,
        Bills.of(
            lock,
            lockDigest,
            image.environment(),
            members,
            options.files() ? Optional.of(image.root().tree()) : Optional.empty(),
            image.created(),
            options.envc()));
  }

  @Override
  public List<Attachment> bills(Image image) throws IOException {
    List<Attachment> known = last.get(image);
    if (known == null) {
      known = documents(bill(image));
      last.clear();
      last.put(image, known);
    }
    return known;
  }

  private List<Attachment> documents(Bill bill) throws IOException {
    String name = bill.name() + "-" + bill.arch();
    return List.of(
        new Attachment(
            name + ".spdx.json",
            SpdxDocument.MEDIA_TYPE,
            spill.keep(out -> SpdxDocument.write(bill, out))),
        new Attachment(
            name + ".cdx.json",
            CycloneDxDocument.MEDIA_TYPE,
            spill.keep(out -> CycloneDxDocument.write(bill, out))));
  }

  @Override
  public List<Attachment> provenance(List<Image> images, List<Subject> subjects)
      throws IOException {
    String name = images.getFirst().environment().artifactName();
    inside.put(name, List.copyOf(subjects));
    return statements(subjects.getFirst().name(), images, subjects);
  }

  /// What a backend named in the provenance of an environment that it put inside its artefact.
  List<Subject> inside(String environment) {
    return inside.getOrDefault(environment, List.of());
  }

  /// The statement about subjects, and the signed one; `name` is what their files begin with.
  List<Attachment> statements(String name, List<Image> images, List<Subject> subjects)
      throws IOException {
    var build =
        new Provenance.Build(
            lock,
            lockDigest,
            images.stream().map(Image::environment).toList(),
            backend,
            options.builder().orElse(Provenance.BUILDER),
            options.envc());
    var byproducts = new ArrayList<Subject>();
    for (Image image : images) {
      bills(image)
          .forEach(b -> byproducts.add(new Subject(b.fileName(), b.content().digest().toString())));
    }
    byte[] statement = Provenance.of(build, facts(subjects), facts(byproducts));
    var all = new ArrayList<Attachment>();
    all.add(new Attachment(name + ".provenance.json", Provenance.MEDIA_TYPE, statement));
    key.ifPresent(
        k ->
            all.add(
                new Attachment(
                    name + ".intoto.jsonl",
                    Envelope.MEDIA_TYPE,
                    Envelope.of(Provenance.MEDIA_TYPE, statement, k))));
    return all;
  }

  @Override
  public List<String> destinations() {
    return destinations;
  }

  @Override
  public Optional<byte[]> signature(byte[] message) {
    return key.map(k -> k.sign(message));
  }

  /// The signature of a file with this digest.
  Optional<byte[]> signatureOfHash(byte[] sha256) {
    return key.map(k -> k.signHash(sha256));
  }

  @Override
  public Map<String, String> annotations(Image image) {
    Licenses.Expression all =
        Licenses.all(bill(image).components().stream().map(Bill.Component::license).toList());
    return all.isKnown() ? Map.of("org.opencontainers.image.licenses", all.text()) : Map.of();
  }

  private Bill bill(Image image) {
    Bill bill = bills.get(image);
    if (bill == null) {
      throw new IllegalStateException("an image that was not added");
    }
    return bill;
  }

  private static List<dev.envc.attest.provenance.Subject> facts(List<Subject> subjects) {
    return subjects.stream()
        .map(s -> new dev.envc.attest.provenance.Subject(s.name(), s.digest()))
        .toList();
  }
}
