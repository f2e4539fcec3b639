/** Hashes by which content is known again. */
package org.paperbeam.hash;
