/**
 * arXiv's schedule: on which day a submission is announced, and which days have a listing. Evenings
 * without an announcement are arXiv's own table, in {@code holidays.csv}. Plain Java on US Eastern
 * time; asks nobody.
 */
package org.paperbeam.calendar;
