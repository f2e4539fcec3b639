/**
 * What the job knows of a paper: the words every other package uses.
 *
 * <p>A {@link org.paperbeam.paper.ListedPaper} is what arXiv said; a {@link
 * org.paperbeam.paper.PaperRecord} adds what became of it. All types here are immutable values with
 * a Beam schema, safe to use on any worker and thread.
 */
package org.paperbeam.paper;
