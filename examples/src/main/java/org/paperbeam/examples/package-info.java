/** Pipelines of their own that use the transforms, on invented data. */
package org.paperbeam.examples;
