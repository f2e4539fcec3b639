package org.paperbeam.semanticscholar;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.paperbeam.http.ServiceException;

/** Who knows the authors of papers. Used by one thread. */
interface AuthorSource extends AutoCloseable {
  /** The most ids in one question. */
  int MAX_IDS = 500;

  /**
   * The authors of these papers by arXiv id; a paper that is not known is not in the map.
   *
   * @param ids at most {@value #MAX_IDS} distinct arXiv ids
   * @param patient whether a failure is waited out that smaller questions may avoid
   */
  Map<String, List<Author>> authorsOf(List<String> ids, boolean patient)
      throws ServiceException, InterruptedException;

  @Override
  void close();

  /** Opens a source on the worker. */
  @FunctionalInterface
  interface Opener extends Serializable {
    AuthorSource open(AuthorsConfig config) throws ServiceException;
  }
}
