package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;

/** The options of demo. */
@Description("The demo")
public interface DemoOptions extends OutputOptions, ReaderOptions {}
