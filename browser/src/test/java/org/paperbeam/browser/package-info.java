/**
 * The site as a browser, an HTML validator and a feed reader see it: every page of the demo and of
 * thirteen real days. Nothing here waits by the clock, and nothing leaves this machine.
 */
package org.paperbeam.browser;
