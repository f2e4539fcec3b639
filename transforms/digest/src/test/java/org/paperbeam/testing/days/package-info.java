/** Whole output folders for tests, with records and digests. */
package org.paperbeam.testing.days;
