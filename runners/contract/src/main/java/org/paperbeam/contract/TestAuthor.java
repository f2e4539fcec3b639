package org.paperbeam.contract;

/**
 * An author as Semantic Scholar knows one.
 *
 * @param id the author's id there
 * @param hIndex null when it is not known
 */
public record TestAuthor(String id, String name, Integer hIndex) {}
