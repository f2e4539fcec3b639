/**
 * The static site: pages of days, months and years made from the digests on disk by templates that
 * escape by context, a feed, and a server that shows them on this machine. Links are relative, so
 * that pages work from a folder and under any address. The scripts are files of the site itself.
 */
package org.paperbeam.site;
