package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;

/** The options of run and estimate: everything a job can be told. */
@Description("The job")
public interface RunOptions
    extends OutputOptions,
        ReaderOptions,
        ListingOptions,
        AuthorOptions,
        FilterOptions,
        LlmOptions,
        SiteOptions,
        PlaceOptions {}
