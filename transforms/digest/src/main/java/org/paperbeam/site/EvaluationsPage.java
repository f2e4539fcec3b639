package org.paperbeam.site;

import java.util.List;

/**
 * The list of all evaluations.
 *
 * @param pages newest first
 */
record EvaluationsPage(List<EvaluationPage> pages) {}
