package org.paperbeam.arxiv;

import java.time.LocalDate;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One record of OAI-PMH.
 *
 * @param id the arXiv id, without a version
 * @param datestamp the day of the last change of any kind; null when the record does not say
 * @param deleted whether it is the mark of a record that is gone
 * @param metadata null for a deleted record, and in an answer that lists headers alone
 */
record OaiRecord(
    String id, @Nullable LocalDate datestamp, boolean deleted, @Nullable OaiMetadata metadata) {}
