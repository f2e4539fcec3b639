package org.paperbeam.pipeline.google;

import com.google.api.gax.paging.Page;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.MediaType;
import org.paperbeam.storage.Store;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/**
 * Files as objects of Google Cloud Storage. An object appears whole or not at all by itself, so a
 * write is one request, with no temporary object and no copy; a condition is a generation that must
 * match. A busy or absent service is waited for, by the client.
 */
final class GcsStore implements Store {
  private static final int NOT_FOUND = 404;
  private static final int CONDITION_NOT_MET = 412;
  private static final long PAGE = 1000;

  private final Storage client;
  private final GcsErrors errors;

  GcsStore(Storage client) {
    this.client = client;
    this.errors = new GcsErrors(client);
  }

  @Override
  public @Nullable StoredFile read(String folder, String relative) throws IOException {
    GcsPath path = GcsPath.below(folder, relative);
    try {
      byte[] bytes = client.readAllBytes(path.id());
      String generation = GcsTransport.generation();
      return generation == null ? generationFirst(path) : StoredFile.of(bytes, generation);
    } catch (StorageException e) {
      if (e.getCode() == NOT_FOUND) {
        return null;
      }
      throw errors.of(path, e, "storage.objects.get");
    }
  }

  /** Of a service that does not tell the generation with the bytes, as Google's does. */
  private @Nullable StoredFile generationFirst(GcsPath path) {
    Blob found = client.get(path.id());
    // The bytes of this generation, or not found.
    return found == null
        ? null
        : StoredFile.of(found.getContent(), found.getGeneration().toString());
  }

  @Override
  public boolean write(String folder, String relative, byte[] bytes, WriteCondition condition)
      throws IOException {
    GcsPath path = GcsPath.below(folder, relative);
    BlobInfo object =
        BlobInfo.newBuilder(path.id())
            .setContentType(MediaType.of(relative))
            .setCacheControl(MediaType.cacheControl(relative))
            .build();
    List<BlobTargetOption> options =
        new ArrayList<>(List.of(BlobTargetOption.disableGzipContent()));
    String version = condition.version();
    if (condition.kind() == WriteCondition.Kind.ABSENT) {
      options.add(BlobTargetOption.doesNotExist());
    } else if (version != null) {
      options.add(BlobTargetOption.generationMatch(Long.parseLong(version)));
    }
    try {
      Blob written = client.create(object, bytes, options.toArray(BlobTargetOption[]::new));
      return written != null;
    } catch (StorageException e) {
      if (e.getCode() == CONDITION_NOT_MET) {
        return isWrittenAlready(path, bytes);
      }
      throw errors.of(path, e, "storage.objects.create");
    }
  }

  /**
   * An upload that succeeded, but whose answer was lost, is repeated by the client and then meets
   * its own object.
   */
  private boolean isWrittenAlready(GcsPath path, byte[] bytes) throws IOException {
    StoredFile now = read("gs://" + path.bucket(), path.object());
    return now != null && Arrays.equals(now.bytes(), bytes);
  }

  @Override
  public List<FileFacts> list(String folder, String glob) throws IOException {
    GcsPath root = GcsPath.below(folder, "");
    String literal = glob.replaceFirst("[*?].*", "");
    Pattern pattern = pattern(glob);
    List<FileFacts> found = new ArrayList<>();
    try {
      Page<Blob> page =
          client.list(
              root.bucket(),
              BlobListOption.prefix(root.object() + literal),
              BlobListOption.pageSize(PAGE),
              BlobListOption.fields(
                  BlobField.NAME, BlobField.SIZE, BlobField.GENERATION, BlobField.MD5HASH));
      for (Blob object : page.iterateAll()) {
        String name = object.getName().substring(root.object().length());
        // Objects that end with a slash stand for folders in Google's console.
        if (!name.endsWith("/") && pattern.matcher(name).matches()) {
          found.add(
              new FileFacts(
                  name, object.getSize(), String.valueOf(object.getGeneration()), object.getMd5()));
        }
      }
    } catch (StorageException e) {
      throw errors.of(root, e, "storage.objects.list");
    }
    return found;
  }

  /** {@code *} stays within a folder, {@code **} does not, {@code ?} is one character. */
  static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @Override
  public List<String> delete(String folder, Collection<String> relatives) throws IOException {
    Map<GcsPath, String> paths = new LinkedHashMap<>();
    for (String relative : relatives) {
      paths.put(GcsPath.below(folder, relative), relative);
    }
    List<GcsPath> kept = new GcsDeletion(client, errors).delete(List.copyOf(paths.keySet()));
    return kept.stream().map(paths::get).toList();
  }
}
