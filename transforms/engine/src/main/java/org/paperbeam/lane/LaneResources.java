package org.paperbeam.lane;

import java.time.Duration;
import org.paperbeam.calls.CallChannel;
import org.paperbeam.calls.CallLimits;
import org.paperbeam.calls.CallWriter;
import org.paperbeam.calls.Caller;
import org.paperbeam.prompt.Prompts;

/**
 * What a lane works with.
 *
 * @param prompts how papers are cut into prompts
 * @param writer writes calls
 * @param limits what calls may use
 * @param caller makes calls
 * @param channel the clock, and where calls end
 * @param brake stops a model whose answers are of no use
 * @param maxAttempts attempts of a call, and answers of a paper asked alone, 1 or more
 * @param service the service's address, for messages
 * @param stop tells when the lane has to end before its work is done
 * @param drain how long calls in flight may end then
 */
public record LaneResources(
    Prompts prompts,
    CallWriter writer,
    CallLimits limits,
    Caller caller,
    CallChannel channel,
    AnswerBrake brake,
    int maxAttempts,
    String service,
    LaneStop stop,
    Duration drain) {}
