package org.paperbeam.semanticscholar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.http.ServiceException;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;
import org.paperbeam.records.Deduplicator;

/**
 * Makes records of all entries of a group and asks for their authors, in order of their ids. When
 * anything is asked there is one group only.
 */
final class FindAuthorsFn extends DoFn<KV<String, Iterable<ListedPaper>>, PaperRecord> {
  static final TupleTag<PaperRecord> UNDECIDED = new TupleTag<>("undecided") {};
  static final TupleTag<PaperRecord> DECIDED = new TupleTag<>("decided") {};
  static final TupleTag<DayEntries> ENTRIES = new TupleTag<>("entries") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};

  private static final long serialVersionUID = 1L;

  private final AuthorsConfig config;
  private final AuthorSource.Opener opener;
  private final Counter listed =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_LISTED);

  private final Counter lookedUp =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_FOR_AUTHORS);

  FindAuthorsFn(AuthorsConfig config, AuthorSource.Opener opener) {
    this.config = config;
    this.opener = opener;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<ListedPaper>> group, MultiOutputReceiver out)
      throws InterruptedException {
    Deduplicator deduplicator = new Deduplicator();
    group.getValue().forEach(deduplicator::add);
    List<ListedPaper> papers = deduplicator.papers();
    listed.inc(papers.size());
    // Also after a failure: the report says how much was listed.
    deduplicator.entries().forEach(out.get(ENTRIES)::output);
    if (!config.isWanted()) {
      papers.forEach(paper -> out.get(UNDECIDED).output(PaperRecord.listed(paper)));
      return;
    }
    lookedUp.inc(papers.size());
    try (AuthorSource source = opener.open(config)) {
      Map<String, AuthorFinding> findings = find(source, papers);
      for (ListedPaper paper : papers) {
        output(paper, findings.get(paper.getArxivId()), out);
      }
    } catch (ServiceException e) {
      out.get(FAILURES)
          .output(RunFailure.of(FailureStage.AUTHORS, e).withRemedy(Remedy.LEAVE_AUTHORS_OUT));
    }
  }

  private void output(ListedPaper paper, AuthorFinding finding, MultiOutputReceiver out) {
    if (finding.getAuthorMatch()) {
      AuthorMetrics.counter(AuthorMetrics.MATCHES).inc();
    } else if (finding.getBelowMinHIndex()) {
      AuthorMetrics.counter(AuthorMetrics.H_INDEX_FILTERED).inc();
    }
    PaperRecord record = finding.applyTo(PaperRecord.listed(paper), config.runId());
    out.get(record.getOutcome() == null ? UNDECIDED : DECIDED).output(record);
  }

  /** Everything, or an exception: half of the findings would let unjudged papers through. */
  private Map<String, AuthorFinding> find(AuthorSource source, List<ListedPaper> papers)
      throws ServiceException, InterruptedException {
    // A paper on several dates is asked for once.
    SortedSet<String> distinct = new TreeSet<>();
    papers.forEach(paper -> distinct.add(paper.getArxivId()));
    List<String> ids = List.copyOf(distinct);
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
