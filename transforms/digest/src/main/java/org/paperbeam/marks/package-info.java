/**
 * What a reader has said of papers on the pages, and what it is good for: labels to learn from, and
 * examples for the LLM.
 */
package org.paperbeam.marks;
