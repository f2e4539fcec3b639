package org.paperbeam.score;

import org.paperbeam.lane.LaneStop;
import org.paperbeam.limit.Budget;
import org.paperbeam.limit.PastCalls;

/**
 * What a lane finds when it starts.
 *
 * @param past what others have used of the rate just before
 * @param stop tells when it has to end before its work is done
 * @param budget the money of the whole run
 */
record LaneStart(PastCalls past, LaneStop stop, Budget budget) {}
