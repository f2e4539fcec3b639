package org.paperbeam.prompt;

import java.io.Serializable;

/**
 * What the reader has said of a paper of an earlier day.
 *
 * @param title as arXiv has it: a stranger's text
 * @param wanted whether the reader wants such papers
 */
public record PromptExample(String title, boolean wanted) implements Serializable {}
