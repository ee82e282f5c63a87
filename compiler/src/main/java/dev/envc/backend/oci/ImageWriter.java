package dev.envc.backend.oci;

import dev.envc.backend.Attachment;
import dev.envc.backend.Attachment.Subject;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.Image;
import dev.envc.backend.oci.LayerCache.Stored;
import dev.envc.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Writes the images of one name into a layout: layers, configuration and manifest for each
/// architecture, and an index when there are several.
final class ImageWriter {
  private final BackendRequest request;
  private final ImageLayout layout;

  ImageWriter(BackendRequest request, ImageLayout layout) {
    this.request = request;
    this.layout = layout;
  }

  /// The manifest, or the index of several, with what is said of them.
  Descriptor write(List<Image> images) throws IOException {
    OciSettings settings = OciBackend.settings(images.getFirst());
    var manifests = new ArrayList<Descriptor>();
    for (Image image : images) {
      manifests.add(manifest(image));
    }
    Descriptor top = manifests.size() == 1 ? manifests.getFirst() : index(images, manifests);
    SequencedMap<String, Object> entry =
        manifests.size() == 1 ? listed(images.getFirst(), top) : top.json();
    List<String> tags = request.tags().isEmpty() ? settings.tags() : request.tags();
    tags.forEach(tag -> layout.offer(entry, tag));
    attest(images, manifests, top, settings);
    return top;
  }

  private Descriptor index(List<Image> images, List<Descriptor> manifests) throws IOException {
    var listed = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < images.size(); i++) {
      listed.add(listed(images.get(i), manifests.get(i)));
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("schemaVersion", 2);
    json.put("mediaType", Descriptor.INDEX);
    json.put("manifests", listed);
    json.put("annotations", annotations(images.getFirst()));
    return layout.add(Descriptor.INDEX, Json.bytes(json));
  }

  private static SequencedMap<String, Object> listed(Image image, Descriptor manifest) {
    SequencedMap<String, Object> entry = manifest.json();
    entry.put("platform", ImageConfig.platform(image.environment().arch()));
    return entry;
  }

  private Map<String, String> annotations(Image image) {
    return Annotations.of(image, OciBackend.settings(image), request);
  }

  /// Bills belong to the manifest of their arch, the provenance to the whole; each of them and the
  /// whole are signed.
  private void attest(
      List<Image> images, List<Descriptor> manifests, Descriptor top, OciSettings settings)
      throws IOException {
    var subjects = new ArrayList<Subject>();
    String name = images.getFirst().environment().artifactName();
    subjects.add(new Subject(name + ".oci", top.digest()));
    for (int i = 0; i < images.size() && images.size() > 1; i++) {
      String arch = images.get(i).environment().arch().keyword();
      subjects.add(new Subject(name + ".oci/" + arch, manifests.get(i).digest()));
    }
    List<Attachment> provenance = request.attestor().provenance(images, subjects);
    if (!settings.referrers()) {
      return;
    }
    var referrers = new Referrers(layout, request.attestor());
    for (int i = 0; i < images.size(); i++) {
      for (Attachment bill : request.attestor().bills(images.get(i))) {
        referrers.attach(manifests.get(i), bill);
      }
      if (images.size() > 1) {
        referrers.sign(manifests.get(i));
      }
    }
    for (Attachment statement : provenance) {
      referrers.attach(top, statement);
    }
    referrers.sign(top);
  }

  private Descriptor manifest(Image image) throws IOException {
    OciSettings settings = OciBackend.settings(image);
    List<LayerPlan.Layer> plan = LayerPlan.of(image.root(), settings.layers());
    List<Stored> layers = layers(plan, settings);
    layers.forEach(l -> layout.add(l.descriptor(), l.blob()));
    byte[] config =
        ImageConfig.bytes(image, settings, plan, layers.stream().map(Stored::diffId).toList());
    Descriptor configDescriptor = layout.add(Descriptor.CONFIG, config);
    var json = new LinkedHashMap<String, Object>();
    json.put("schemaVersion", 2);
    json.put("mediaType", Descriptor.MANIFEST);
    json.put("config", configDescriptor.json());
    json.put("layers", layers.stream().map(l -> l.descriptor().json()).toList());
    json.put("annotations", annotations(image));
    return layout.add(Descriptor.MANIFEST, Json.bytes(json));
  }

  /// The layers in order; the large ones are begun first, so that all processors have work to the
  /// end. The order in which they are made changes nothing in them.
  private List<Stored> layers(List<LayerPlan.Layer> plan, OciSettings settings) throws IOException {
    var cache =
        new LayerCache(request.cacheDirectory().resolve("oci"), settings.codec(), settings.level());
    int processors = Runtime.getRuntime().availableProcessors();
    var done = new AtomicLong();
    var futures = new TreeMap<Integer, Future<Stored>>();
    long[] sizes = plan.stream().mapToLong(LayerPlan.Layer::size).toArray();
    List<Integer> largestFirst =
        IntStream.range(0, plan.size())
            .boxed()
            .sorted((a, b) -> Long.compare(sizes[b], sizes[a]))
            .toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(processors)) {
      for (int i : largestFirst) {
        futures.put(
            i,
            pool.submit(
                () -> {
                  Stored stored = cache.layer(plan.get(i).entries(), processors);
                  request
                      .progress()
                      .progress("writing layers", done.incrementAndGet(), plan.size());
                  return stored;
                }));
      }
      var layers = new ArrayList<Stored>();
      for (Future<Stored> future : futures.values()) {
        layers.add(await(future));
      }
      return layers;
    }
  }

  private static Stored await(Future<Stored> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing layers", e);
    } catch (ExecutionException e) {
      throw new IOException("a layer cannot be written: " + e.getMessage(), e);
    }
  }
}
