/** The names of the metrics that show a job's progress. What must be right is data, never these. */
package org.paperbeam.metrics;
