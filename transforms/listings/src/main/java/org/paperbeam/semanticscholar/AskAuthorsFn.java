package org.paperbeam.semanticscholar;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.http.Pace;
import org.paperbeam.http.ServiceException;
import org.paperbeam.metrics.DataLineage;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.RunFailure;

/**
 * Asks for the authors of all papers of the job, once an id: a finding for every one, or a failure
 * and none. Holds ids and findings, some hundred bytes a paper, and no paper.
 */
final class AskAuthorsFn extends DoFn<KV<String, Iterable<String>>, KV<String, AuthorFinding>> {
  static final TupleTag<KV<String, AuthorFinding>> FINDINGS = new TupleTag<>("findings") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};
  static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};

  private static final long serialVersionUID = 1L;

  private final AuthorsConfig config;
  private final AuthorSource.Opener opener;

  private final Counter lookedUp =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_FOR_AUTHORS);

  AskAuthorsFn(AuthorsConfig config, AuthorSource.Opener opener) {
    this.config = config;
    this.opener = opener;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<String>> all, MultiOutputReceiver out)
      throws InterruptedException {
    TreeSet<String> ids = new TreeSet<>();
    all.getValue().forEach(ids::add);
    lookedUp.inc(ids.size());
    if (config.baseUrl() != null) {
      DataLineage.read(config.baseUrl());
    }
    try (AuthorSource source = opener.open(config)) {
      Map<String, AuthorFinding> findings = new TreeMap<>();
      AuthorCache cache =
          AuthorCache.of(
              config.cache(),
              config.baseUrl() == null ? "" : config.baseUrl(),
              path -> out.get(WARNINGS).output(damaged(path)));
      AuthorLookup lookup =
          new AuthorLookup(
              source,
              cache,
              Pace.system()::now,
              (id, authors) -> findings.put(id, AuthorFinding.judge(authors, config)));
      lookup.find(ids);
      // After all of them: half of the findings would let unjudged papers through.
      findings.forEach((id, finding) -> out.get(FINDINGS).output(KV.of(id, finding)));
      if (lookup.failed() > 0) {
        out.get(WARNINGS).output(warning(lookup));
      }
    } catch (ServiceException e) {
      fail(RunFailure.of(FailureStage.AUTHORS, e), out);
    } catch (IOException e) {
      fail(
          RunFailure.of(
              FailureStage.AUTHORS,
              FailureKind.STORAGE,
              "the kept answers of Semantic Scholar cannot be used: " + e.getMessage()),
          out);
    }
  }

  private static void fail(RunFailure failure, MultiOutputReceiver out) {
    out.get(FAILURES).output(failure.withRemedy(Remedy.LEAVE_AUTHORS_OUT));
  }

  private static String damaged(String path) {
    return path + " was not as it was written: removed, and its authors are asked for again";
  }

  private static String warning(AuthorLookup lookup) {
    return "the authors of %d %s could not be looked up, which count as unknown: %s"
        .formatted(
            lookup.failed(), lookup.failed() == 1 ? "paper" : "papers", lookup.lastFailure());
  }
}
