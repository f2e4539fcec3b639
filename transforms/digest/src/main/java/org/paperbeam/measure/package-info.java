/**
 * How good a ranking or a decision is: counts, bounds, areas. Plain mathematics on arrays; it knows
 * no paper.
 */
package org.paperbeam.measure;
