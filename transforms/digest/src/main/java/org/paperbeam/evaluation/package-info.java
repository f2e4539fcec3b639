/**
 * How good the records of an output folder are, by labels of a reader or by another run's records:
 * counts, bounds, what is lost by name, and a free baseline beside it.
 */
package org.paperbeam.evaluation;
