/**
 * The reader's profile: a folder with {@code profile.yaml}, {@code topics.md}, {@code scoring.md}
 * and {@code authors.csv}. What is wrong in it is named with file and line.
 */
package org.paperbeam.pipeline.profile;
