/**
 * Which papers a reader has seen before: what digests have shown is kept by the month of the
 * paper's id, so that a day reads what its own papers can need and nothing else. {@link
 * org.paperbeam.repeats.SeenBefore} is the front door.
 */
package org.paperbeam.repeats;
