package org.paperbeam.digest;

/**
 * A month in numbers.
 *
 * @param month {@code YYYY-MM}
 * @param days how many of its days have a digest
 */
public record MonthCounts(String month, int days, long scanned, long selected, long unscored) {}
