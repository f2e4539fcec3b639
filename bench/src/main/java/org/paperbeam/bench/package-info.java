/** Measures the product against plain Java; see README.md. No part of the product. */
package org.paperbeam.bench;
