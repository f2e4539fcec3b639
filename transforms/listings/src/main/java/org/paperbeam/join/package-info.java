/**
 * Brings collections of different types together under their keys: one step a collection and one
 * grouping for all of them.
 */
package org.paperbeam.join;
