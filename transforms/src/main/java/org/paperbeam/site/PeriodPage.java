package org.paperbeam.site;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The page of a month or a year.
 *
 * @param previous the key of the period before that has a digest, or null
 * @param next the key of the period after that has a digest, or null
 * @param parts a year's months, oldest first; empty for a month
 * @param papers a month's papers, best first, none twice; empty for a year
 */
record PeriodPage(
    PeriodView period,
    @Nullable String previous,
    @Nullable String next,
    List<PeriodView> parts,
    List<PaperView> papers) {}
