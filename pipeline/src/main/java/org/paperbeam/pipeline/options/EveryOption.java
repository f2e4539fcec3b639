package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;

/** The options of all commands together. */
@Description("All options")
public interface EveryOption
    extends RunOptions,
        ServeOptions,
        DeliverOptions,
        InitOptions,
        TrainOptions,
        EvaluateOptions,
        ExportOptions {}
