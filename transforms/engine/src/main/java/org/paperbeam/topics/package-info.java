/**
 * The reader's topics, as {@code topics.md} of a profile says them: what is wanted and what is not,
 * read by one parser for the offline scorer and for the site. The LLM is given the file as it is.
 */
package org.paperbeam.topics;
