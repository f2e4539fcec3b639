package org.paperbeam.pipeline.settings;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.pipeline.options.RunOptions;

/** Names the services of a run that are asked over a connection which others can read. */
public final class PlainHttp {
  private PlainHttp() {}

  /** One line a service; none for those of this machine, which no network sees. */
  public static List<String> warnings(RunSettings settings) {
    RunOptions options = settings.options();
    List<String> warnings = new ArrayList<>();
    if (!settings.isOffline() && settings.start().command().equals("run")) {
      add(warnings, "llmUrl", options.getLlmUrl(), "the key, prompts and answers");
    }
    if (settings.asksForAuthors()) {
      add(
          warnings,
          "semanticScholarUrl",
          options.getSemanticScholarUrl(),
          "the key, if there is one");
    }
    switch (settings.source()) {
      case RSS -> add(warnings, "arxivRssUrl", options.getArxivRssUrl(), "what is listed");
      case API -> add(warnings, "arxivApiUrl", options.getArxivApiUrl(), "what is listed");
      case OAI -> add(warnings, "arxivOaiUrl", options.getArxivOaiUrl(), "what is listed");
      default -> {}
    }
    return warnings;
  }

  private static void add(
      List<String> warnings, String option, @Nullable String url, String exposed) {
    if (url != null && HttpUrl.isReadable(url)) {
      warnings.add(
          "--%s=%s is plain http: others on the way can read and change %s; use https"
              .formatted(option, url, exposed));
    }
  }
}
