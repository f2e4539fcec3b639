/**
 * The last step of a date: its numbers are checked, then its records, dead letters and digests are
 * written. A run that failed publishes the dates that are whole all the same, and no other. {@link
 * org.paperbeam.publish.DigestIO} is the front door.
 */
package org.paperbeam.publish;
