package org.paperbeam.calls;

import java.util.concurrent.Executor;

/**
 * What ties those who make calls to the lane that waits for them.
 *
 * @param clock the lane's clock
 * @param ends where calls end
 * @param writers threads that write to the ledger
 * @param permit whether calls may be made
 */
public record CallChannel(CallClock clock, CallEnds ends, Executor writers, CallPermit permit) {}
