/** How a paper is cited: names in parts, and what reference managers read in a page. */
package org.paperbeam.citation;
