package org.paperbeam.arxiv;

import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Lists what arXiv announces.
 *
 * <p>Guaranteed, on every runner and whatever its parallelism: one request at a time and the
 * spacing of the {@link ListRequest} between two of them, for the whole job, because one worker
 * works one element through; no entry is left out in silence; a source that refuses or contradicts
 * itself comes out as one failure with one line for the user, and ends the listing.
 *
 * <p>No grouping: what follows runs on the worker that lists, and is done again, listing included,
 * when it fails there. A job whose next step does not group puts a {@code Reshuffle} between.
 *
 * <pre>{@code
 * ListResult listing = pipeline.apply("ListPapers", ArxivIO.read(request));
 * }</pre>
 */
public final class ArxivIO {
  private ArxivIO() {}

  /** Lists what {@code request} asks for. */
  public static Read read(ListRequest request) {
    return new Read(request);
  }

  /** See {@link #read}. */
  public static final class Read extends PTransform<PBegin, ListResult> {
    private static final long serialVersionUID = 1L;

    private final ListRequest request;

    private Read(ListRequest request) {
      this.request = request;
    }

    @Override
    public ListResult expand(PBegin input) {
      PCollectionTuple listed =
          input
              .apply("OneListing", Create.of(request.getSource().label()))
              .apply(
                  "AskInTurn",
                  ParDo.of(new ListFn(request))
                      .withOutputTags(
                          ListFn.PAPERS, TupleTagList.of(ListFn.DAYS).and(ListFn.FAILURES)));
      return ListResult.of(
          listed.get(ListFn.PAPERS), listed.get(ListFn.DAYS), listed.get(ListFn.FAILURES));
    }
  }
}
