/** What to type: the command line's side of the remedies that failures name. */
package org.paperbeam.pipeline.remedy;
