package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;

/** The options of site. */
@Description("The site")
public interface RebuildOptions extends OutputOptions, SiteOptions {}
