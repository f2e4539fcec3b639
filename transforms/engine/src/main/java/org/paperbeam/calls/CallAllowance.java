package org.paperbeam.calls;

import org.paperbeam.limit.Budget;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.limit.PastCalls;

/**
 * What the calls to one service may use.
 *
 * @param limits the service's own
 * @param past what others have used of them just before
 * @param budget the money of the whole run, which several services may share
 */
public record CallAllowance(LimitConfig limits, PastCalls past, Budget budget) {}
