package org.paperbeam.semanticscholar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.http.ServiceException;
import org.paperbeam.paper.RunFailure;

/** Asks for all papers of the job, in order of their ids; called once, with every id. */
final class AskAuthorsFn extends DoFn<KV<String, Iterable<String>>, KV<String, AuthorFinding>> {
  static final TupleTag<KV<String, AuthorFinding>> FINDINGS = new TupleTag<>("findings") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};

  private static final long serialVersionUID = 1L;

  private final AuthorsConfig config;
  private final AuthorSource.Opener opener;

  AskAuthorsFn(AuthorsConfig config, AuthorSource.Opener opener) {
    this.config = config;
    this.opener = opener;
  }

  @ProcessElement
  public void ask(@Element KV<String, Iterable<String>> all, MultiOutputReceiver out)
      throws InterruptedException {
    // A paper on several dates is asked for once.
    SortedSet<String> distinct = new TreeSet<>();
    all.getValue().forEach(distinct::add);
    List<String> ids = List.copyOf(distinct);
    try (AuthorSource source = opener.open(config)) {
      Map<String, AuthorFinding> findings = find(source, ids);
      findings.forEach((id, finding) -> out.get(FINDINGS).output(KV.of(id, finding)));
    } catch (ServiceException e) {
      out.get(FAILURES)
          .output(RunFailure.of(FailureStage.AUTHORS, e).withRemedy(Remedy.LEAVE_AUTHORS_OUT));
    }
  }

  /** Everything, or an exception: half of the findings would let unjudged papers through. */
  private Map<String, AuthorFinding> find(AuthorSource source, List<String> ids)
      throws ServiceException, InterruptedException {
    Map<String, AuthorFinding> findings = new LinkedHashMap<>();
    for (int from = 0; from < ids.size(); from += AuthorSource.MAX_IDS) {
      List<String> batch = ids.subList(from, Math.min(from + AuthorSource.MAX_IDS, ids.size()));
      Map<String, List<Author>> known = source.authorsOf(batch);
      for (String id : batch) {
        findings.put(id, AuthorFinding.judge(known.get(id), config));
      }
      AuthorMetrics.counter(AuthorMetrics.BATCHES).inc();
      AuthorMetrics.counter(AuthorMetrics.PAPERS_ASKED).inc(batch.size());
      AuthorMetrics.counter(AuthorMetrics.PAPERS_UNKNOWN).inc(batch.size() - known.size());
    }
    return findings;
  }
}
