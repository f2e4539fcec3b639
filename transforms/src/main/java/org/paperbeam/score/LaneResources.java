package org.paperbeam.score;

import java.util.concurrent.ExecutorService;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.llm.ChatClient;

/**
 * What a lane works with besides its configuration: the service, the clock, ledger writers.
 *
 * @param batches null for a lane that knows no batches
 */
record LaneResources(
    ChatClient client, @Nullable BatchAccess batches, LanePace pace, ExecutorService writers) {}
