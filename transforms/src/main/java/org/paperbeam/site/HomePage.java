package org.paperbeam.site;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The first page.
 *
 * @param newest the newest day; null when there is no digest yet
 * @param recent the last days, newest first
 * @param months newest first
 * @param years newest first
 */
record HomePage(
    @Nullable DayPage newest,
    List<DayView> recent,
    List<PeriodView> months,
    List<PeriodView> years) {}
