/**
 * What a job tells Beam of itself: what it reads and writes, and the names of the metrics that show
 * a job's progress. They count attempts, repeated bundles included: what must be right is data,
 * never these.
 */
package org.paperbeam.metrics;
