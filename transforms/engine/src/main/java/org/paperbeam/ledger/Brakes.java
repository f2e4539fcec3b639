package org.paperbeam.ledger;

import java.io.IOException;
import java.util.Optional;
import org.paperbeam.hash.Sha256;
import org.paperbeam.json.JsonForm;
import org.paperbeam.storage.Folder;

/**
 * The models that were stopped because their answers are of no use, a file each beside the answers:
 * the next run does not pay for the same again. Whoever wants to ask all the same removes the file.
 */
public final class Brakes {
  private static final JsonForm<Brake> FORM = JsonForm.of(Brake.class);

  private final Folder folder;

  Brakes(Folder folder) {
    this.folder = folder;
  }

  /**
   * The brake on a model for that prompt; empty when there is none.
   *
   * @throws IOException also when the file is no brake: nobody knows why it was pulled
   */
  public Optional<Brake> find(String model, String promptSha256) throws IOException {
    String text = folder.readIfPresent(file(model, promptSha256));
    try {
      return text == null ? Optional.empty() : Optional.of(FORM.read(text));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s cannot be read (%s): the model was stopped because its answers were of no use; remove the file to ask it again"
              .formatted(path(model, promptSha256), e.getMessage()),
          e);
    }
  }

  /** Keeps a brake; it holds when this returns. */
  public void write(Brake brake) throws IOException {
    folder.write(file(brake.model(), brake.promptSha256()), FORM.pretty(brake));
  }

  /** The file that is removed to ask the model again. */
  public String path(String model, String promptSha256) {
    return folder + "/" + file(model, promptSha256);
  }

  private static String file(String model, String promptSha256) {
    return Sha256.ofParts(model, promptSha256).substring(0, 16) + ".json";
  }
}
