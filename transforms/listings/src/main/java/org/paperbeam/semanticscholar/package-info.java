/**
 * What Semantic Scholar knows of the authors: followed ones are matched by id, and papers whose
 * authors are all known to stay below an h-index can be left out. What it does not know is unknown
 * and never filtered. The service: https://api.semanticscholar.org/api-docs/graph.
 */
package org.paperbeam.semanticscholar;
