/** The run report: what a run did, day by day, and what it cost; {@code runs/RUN_ID.json}. */
package org.paperbeam.pipeline.report;
