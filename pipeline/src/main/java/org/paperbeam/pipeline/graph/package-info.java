/** The job as a Beam graph. */
package org.paperbeam.pipeline.graph;
