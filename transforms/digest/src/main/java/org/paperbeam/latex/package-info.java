/**
 * arXiv's text as a person reads it: TeX accents as letters, simple commands undone, mathematics
 * told from prose. Knows no HTML: what comes out is plain text and still has to be escaped.
 */
package org.paperbeam.latex;
