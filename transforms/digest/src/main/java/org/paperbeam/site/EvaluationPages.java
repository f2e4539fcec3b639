package org.paperbeam.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.evaluation.Evaluation;
import org.paperbeam.evaluation.EvaluationFiles;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * The pages of the evaluations of an output folder, and the list of them: {@code
 * site/evaluations/ID.html} and {@code index.html} beside it. They are made of the evaluations'
 * files alone.
 */
public final class EvaluationPages {
  private static final String FOLDER = "evaluations/";

  private final Folder output;
  private final RetainedFiles retained;
  private final SiteFiles files;

  EvaluationPages(Folder output, RetainedFiles retained, SiteFiles files) {
    this.output = output;
    this.retained = retained;
    this.files = files;
  }

  /**
   * Makes the page of a new evaluation and lists it. What pages load is written where there is no
   * site yet.
   *
   * @param retained remembers what may not be replaced or read
   * @return the page's path in the output folder
   */
  public static String publish(Folder output, RetainedFiles retained, String id)
      throws IOException {
    SiteFiles files = SiteFiles.asked(output.folder("site"), retained, null);
    if (output.find("site/index.html") == null) {
      files.assets();
    }
    EvaluationPages pages = new EvaluationPages(output, retained, files);
    List<EvaluationPage> all = pages.read();
    for (EvaluationPage page : all) {
      if (page.id().equals(id)) {
        pages.write(page);
      }
    }
    pages.list(all);
    return "site/" + path(id);
  }

  /** Makes all of them. */
  void publishAll() throws IOException {
    List<EvaluationPage> all = read();
    for (EvaluationPage page : all) {
      write(page);
    }
    list(all);
  }

  private static String path(String id) {
    return FOLDER + id + ".html";
  }

  private void write(EvaluationPage page) throws IOException {
    files.page(path(page.id()), "evaluation.jte", page);
  }

  private void list(List<EvaluationPage> all) throws IOException {
    files.page(FOLDER + "index.html", "evaluations.jte", new EvaluationsPage(all));
  }

  /** Newest first; one that cannot be read is named, and costs nobody the others. */
  private List<EvaluationPage> read() throws IOException {
    List<EvaluationPage> pages = new ArrayList<>();
    for (String id : EvaluationFiles.ids(output)) {
      EvaluationPage page = read(id);
      if (page != null) {
        pages.add(page);
      }
    }
    Collections.reverse(pages);
    return List.copyOf(pages);
  }

  private @Nullable EvaluationPage read(String id) throws IOException {
    try {
      Evaluation found = EvaluationFiles.read(output, id);
      return found == null ? null : new EvaluationPage(id, found);
    } catch (IllegalArgumentException e) {
      retained.mended(
          "%s/evaluations/%s.json has no page: %s; evaluate makes another one"
              .formatted(output, id, e.getMessage()));
      return null;
    }
  }
}
