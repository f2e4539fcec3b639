package org.paperbeam.pipeline.profile;

import java.util.List;

/**
 * A paper of a reader's own list.
 *
 * @param title without markup
 * @param text abstract and keywords, as far as the file has them
 * @param authors as {@code Given Family}
 */
public record Reference(String title, String text, List<String> authors) {
  public Reference {
    authors = List.copyOf(authors);
  }
}
