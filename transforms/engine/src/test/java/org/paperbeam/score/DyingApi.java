package org.paperbeam.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.BatchJob;

/** A Batch API on whose way the process is killed, or something else happens, at one point. */
final class DyingApi implements BatchApi {
  /** The process is gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final BatchApi api;
  private final String point;
  private final Runnable what;
  private int left;

  /**
   * Dies at the call of that number.
   *
   * @param point e.g. {@code before create}, {@code after create}
   */
  DyingApi(BatchApi api, String point, int number) {
    this(
        api,
        point,
        number,
        () -> {
          throw new Killed();
        });
  }

  /** Lets something happen at the call of that number. */
  DyingApi(BatchApi api, String point, int number, Runnable what) {
    this.api = api;
    this.point = point;
    this.what = what;
    this.left = number;
  }

  private void pass(String here) {
    if (here.equals(point) && --left == 0) {
      what.run();
    }
  }

  @Override
  public String upload(String name, List<byte[]> lines)
      throws BatchException, InterruptedException {
    pass("before upload");
    String id = api.upload(name, lines);
    pass("after upload");
    return id;
  }

  @Override
  public BatchJob create(String inputFileId, Map<String, String> metadata)
      throws BatchException, InterruptedException {
    pass("before create");
    BatchJob job = api.create(inputFileId, metadata);
    pass("after create");
    return job;
  }

  @Override
  public BatchJob get(String id) throws BatchException, InterruptedException {
    pass("before get");
    BatchJob job = api.get(id);
    pass("after get");
    return job;
  }

  @Override
  public Page list(String after) throws BatchException, InterruptedException {
    return api.list(after);
  }

  @Override
  public void download(String fileId, Path to)
      throws BatchException, IOException, InterruptedException {
    pass("before download");
    api.download(fileId, to);
    pass("after download");
  }

  @Override
  public void delete(String fileId) throws BatchException, InterruptedException {
    pass("before delete");
    api.delete(fileId);
    pass("after delete");
  }

  @Override
  public void close() {
    api.close();
  }
}
