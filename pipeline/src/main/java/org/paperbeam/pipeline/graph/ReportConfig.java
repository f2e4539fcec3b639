package org.paperbeam.pipeline.graph;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.CallPrices;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.money.Price;
import org.paperbeam.storage.Folder;

/**
 * What the last step, which writes the report, needs to know of the run. Immutable.
 *
 * @param ledger where the answers are that were paid for
 * @param model as the service names it
 * @param price of a call; null when it is unknown
 * @param maxCostUsd the cap; null for none
 * @param limits what the calls may use, for the whole job
 * @param warnings that were plain before the run began
 * @param siteUrl where the site is served; null when it is not known
 * @param prices of every call, by its model
 * @param prefilter which papers are not asked about; null when every one is
 */
record ReportConfig(
    Folder output,
    Folder ledger,
    String runId,
    Instant startedAt,
    String model,
    @Nullable Price price,
    @Nullable Double maxCostUsd,
    LimitConfig limits,
    List<String> warnings,
    @Nullable String siteUrl,
    CallPrices prices,
    @Nullable Prefilter prefilter)
    implements Serializable {}
