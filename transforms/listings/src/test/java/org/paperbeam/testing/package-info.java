/** Loopback servers and folders for tests; the other modules' tests use them too. */
package org.paperbeam.testing;
