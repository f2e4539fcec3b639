package org.paperbeam.pipeline.settings;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * arXiv's services and how politely they are asked. Immutable.
 *
 * @param rssUrl base URL, without a slash at its end; likewise the others
 * @param secondsBetweenRequests for the whole job and all services together
 * @param contact what arXiv sees in the User-Agent beside our name; null for nothing
 */
public record ArxivServices(
    String rssUrl,
    String apiUrl,
    String oaiUrl,
    double secondsBetweenRequests,
    @Nullable String contact)
    implements Serializable {}
