package org.paperbeam.pipeline.profile;

import java.io.Serializable;

/**
 * An author whose papers are always selected. Immutable.
 *
 * @param name for people only: authors are matched by id, never by name
 * @param semanticScholarId digits
 */
public record FollowedAuthor(String name, String semanticScholarId) implements Serializable {}
