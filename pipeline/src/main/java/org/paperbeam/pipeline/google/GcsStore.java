package org.paperbeam.pipeline.google;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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
  private static final int READ_ATTEMPTS = 4;
  private static final long PAGE = 1000;

  private final Storage client;

  GcsStore(Storage client) {
    this.client = client;
  }

  @Override
  public @Nullable StoredFile read(String folder, String relative) throws IOException {
    GcsPath path = GcsPath.below(folder, relative);
    for (int attempt = 1; ; attempt++) {
      try {
        return readOnce(path);
      } catch (HttpResponseException e) {
        if (e.getStatusCode() == NOT_FOUND) {
          return null;
        }
        throw GcsErrors.of(path, e, "storage.objects.get");
      } catch (IOException e) {
        // The body broke off: the client tries again only what fails before it.
        if (attempt == READ_ATTEMPTS || RefusedCredential.line(e).isPresent()) {
          throw GcsErrors.noAnswer(client.getBaseUrl(), e);
        }
      }
    }
  }

  private StoredFile readOnce(GcsPath path) throws IOException {
    HttpResponse response = client.objects().get(path.bucket(), path.object()).executeMedia();
    try (InputStream in = response.getContent()) {
      byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
      String generation = response.getHeaders().getFirstHeaderStringValue("x-goog-generation");
      return StoredFile.of(bytes, generation == null ? generation(path) : generation);
    } finally {
      response.disconnect();
    }
  }

  private String generation(GcsPath path) throws IOException {
    return client.objects().get(path.bucket(), path.object()).execute().getGeneration().toString();
  }

  @Override
  public boolean write(String folder, String relative, byte[] bytes, WriteCondition condition)
      throws IOException {
    GcsPath path = GcsPath.below(folder, relative);
    String type = MediaType.of(relative);
    ByteArrayContent content = new ByteArrayContent(type, bytes);
    try {
      Storage.Objects.Insert insert =
          client
              .objects()
              .insert(
                  path.bucket(),
                  new StorageObject()
                      .setName(path.object())
                      .setContentType(type)
                      .setCacheControl(MediaType.cacheControl(relative)),
                  content);
      insert.setDisableGZipContent(true);
      insert.getMediaHttpUploader().setDirectUploadEnabled(true);
      String version = condition.version();
      if (condition.kind() == WriteCondition.Kind.ABSENT) {
        insert.setIfGenerationMatch(0L);
      } else if (version != null) {
        insert.setIfGenerationMatch(Long.valueOf(version));
      }
      insert.execute();
      return true;
    } catch (HttpResponseException e) {
      if (e.getStatusCode() == CONDITION_NOT_MET) {
        return isWrittenAlready(path, bytes);
      }
      throw GcsErrors.of(path, e, "storage.objects.create");
    } catch (IOException e) {
      throw GcsErrors.noAnswer(client.getBaseUrl(), e);
    }
  }

  /**
   * An upload that succeeded, but whose answer was lost, is repeated by the client and then meets
   * its own object.
   */
  private boolean isWrittenAlready(GcsPath path, byte[] bytes) throws IOException {
    StoredFile now = read("gs://" + path.bucket(), path.object());
    return now != null && java.util.Arrays.equals(now.bytes(), bytes);
  }

  @Override
  public List<FileFacts> list(String folder, String glob) throws IOException {
    GcsPath root = GcsPath.below(folder, "");
    String literal = glob.replaceFirst("[*?].*", "");
    Pattern pattern = pattern(glob);
    List<FileFacts> found = new ArrayList<>();
    String token = null;
    do {
      Objects page = page(root, root.object() + literal, token);
      for (StorageObject object :
          page.getItems() == null ? List.<StorageObject>of() : page.getItems()) {
        String name = object.getName().substring(root.object().length());
        // Objects that end with a slash stand for folders in Google's console.
        if (!name.endsWith("/") && pattern.matcher(name).matches()) {
          found.add(
              new FileFacts(
                  name,
                  object.getSize().longValue(),
                  String.valueOf(object.getGeneration()),
                  object.getMd5Hash()));
        }
      }
      token = page.getNextPageToken();
    } while (token != null);
    return found;
  }

  private Objects page(GcsPath root, String prefix, @Nullable String token) throws IOException {
    try {
      return client
          .objects()
          .list(root.bucket())
          .setPrefix(prefix)
          .setPageToken(token)
          .setMaxResults(PAGE)
          .setFields("items(name,size,generation,md5Hash),nextPageToken")
          .execute();
    } catch (HttpResponseException e) {
      throw GcsErrors.of(root, e, "storage.objects.list");
    } catch (IOException e) {
      throw GcsErrors.noAnswer(client.getBaseUrl(), e);
    }
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
    List<GcsPath> kept = new GcsDeletion(client).delete(List.copyOf(paths.keySet()));
    return kept.stream().map(paths::get).toList();
  }
}
