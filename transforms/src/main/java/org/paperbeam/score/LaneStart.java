package org.paperbeam.score;

import org.paperbeam.lane.LaneStop;
import org.paperbeam.limit.PastCalls;

/**
 * What a lane finds when it starts.
 *
 * @param past what others have used of the rate just before
 * @param stop tells when it has to end before its work is done
 */
record LaneStart(PastCalls past, LaneStop stop) {}
