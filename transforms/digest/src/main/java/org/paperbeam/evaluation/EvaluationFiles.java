package org.paperbeam.evaluation;

import java.io.IOException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.storage.Folder;

/** {@code evaluations/ID.json} of an output folder. */
public final class EvaluationFiles {
  private static final JsonForm<Evaluation> FORM = JsonForm.ofReport(Evaluation.class);
  private static final String FOLDER = "evaluations/";
  private static final String END = ".json";

  /** What a page's name may be made of. */
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private EvaluationFiles() {}

  /** Writes the file; returns its path in the output folder. */
  public static String write(Folder output, String id, Evaluation evaluation) throws IOException {
    String path = FOLDER + id + END;
    output.write(path, FORM.pretty(evaluation));
    return path;
  }

  /** The ids of all evaluations, oldest first. */
  public static List<String> ids(Folder output) throws IOException {
    return output.list(FOLDER + "*" + END).stream()
        .map(path -> path.substring(FOLDER.length(), path.length() - END.length()))
        .filter(id -> id.matches(ID))
        .sorted()
        .toList();
  }

  /**
   * Reads an evaluation; null when there is none.
   *
   * @throws IllegalArgumentException saying what is wrong when it is not of the form
   */
  public static @Nullable Evaluation read(Folder output, String id) throws IOException {
    String text = output.readIfPresent(FOLDER + id + END);
    return text == null ? null : FORM.read(text);
  }
}
