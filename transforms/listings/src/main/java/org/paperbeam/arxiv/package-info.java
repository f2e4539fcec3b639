/**
 * arXiv's services as sources of listings: the RSS feed of the day, the Atom API and OAI-PMH for
 * days gone by. Parsers turn text into entries, listers turn entries into a day's papers and
 * numbers; both are plain Java. {@link org.paperbeam.arxiv.ArxivIO} wires them into a pipeline.
 *
 * <p>How the services behave: info.arxiv.org/help (rss_specifications, api/user-manual, oa,
 * availability, api/tou).
 */
package org.paperbeam.arxiv;
