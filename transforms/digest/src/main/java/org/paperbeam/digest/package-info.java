/**
 * What a reader gets of a day: the ranked papers, what has to be said about them, the Markdown and
 * JSON digests, and the month's index. Text of papers and of language models is data here: it can
 * never become a heading, a link or HTML.
 */
package org.paperbeam.digest;
