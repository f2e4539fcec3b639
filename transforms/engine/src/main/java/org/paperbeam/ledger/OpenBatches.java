package org.paperbeam.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.paperbeam.json.JsonForm;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.WriteCondition;

/**
 * The batches that are at a service and not answered, one file each, beside the answers: what lets
 * a later run fetch what an earlier one paid for. Safe for many runs at once, and under a retention
 * policy, where nothing is replaced or removed and two more files say what is new.
 */
public final class OpenBatches {
  private static final JsonForm<OpenBatch> FORM = JsonForm.of(OpenBatch.class);
  private static final String FILE = ".json";

  /** The service's id, where a retention policy lets nothing be added to the file. */
  private static final String ID = ".id";

  /** Says that it is not open any more, where a retention policy keeps the file. */
  private static final String DONE = ".done";

  private final Folder folder;

  OpenBatches(Folder folder) {
    this.folder = folder;
  }

  /** Keeps a batch, or what is new about it; it is safe when this returns. */
  public void write(OpenBatch batch) throws IOException {
    try {
      folder.write(batch.name() + FILE, SealedLine.write(FORM, batch) + "\n");
    } catch (RetainedException e) {
      String id = batch.batchId();
      if (id == null) {
        throw e;
      }
      folder.write(batch.name() + ID, id);
    }
  }

  /** The names of all open batches, in order of their runs. */
  public List<String> names() throws IOException {
    List<String> files = folder.list("*");
    return files.stream()
        .filter(f -> f.endsWith(FILE))
        .map(f -> f.substring(0, f.length() - FILE.length()))
        .filter(name -> !files.contains(name + DONE))
        .toList();
  }

  /**
   * The batch of that name; empty when it is not open any more.
   *
   * @throws IOException also when the file is no batch: what it holds may be paid for already, so
   *     that nobody must ask as if it were not there
   */
  public Optional<OpenBatch> read(String name) throws IOException {
    List<String> files = folder.list(name + ".*");
    String text = files.contains(name + DONE) ? null : folder.readIfPresent(name + FILE);
    if (text == null) {
      return Optional.empty();
    }
    OpenBatch batch = parse(name, text);
    String id = files.contains(name + ID) ? folder.readIfPresent(name + ID) : null;
    return Optional.of(id == null ? batch : batch.withBatchId(id));
  }

  /** Forgets a batch: its answers are in the ledger, or it was never asked. */
  public void remove(String name) throws IOException {
    if (!folder.delete(List.of(name + FILE, name + ID)).isEmpty()) {
      boolean unused = folder.writeIf(WriteCondition.absent(), name + DONE, "");
    }
  }

  private OpenBatch parse(String name, String text) throws IOException {
    try {
      OpenBatch batch = SealedLine.readAny(FORM, text.strip());
      if (batch.name().equals(name)) {
        return batch;
      }
      throw new SealedLine.Broken("is that of " + batch.name());
    } catch (SealedLine.Broken e) {
      throw new IOException(
          "%s/%s is no open batch (it %s): its answers may be paid for already; restore the file, or remove it to ask its papers again"
              .formatted(folder, name + FILE, e.getMessage()),
          e);
    }
  }
}
