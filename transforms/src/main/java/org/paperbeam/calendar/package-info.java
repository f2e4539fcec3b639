/** arXiv's schedule: on which day a submission is announced, and which days have a listing. */
package org.paperbeam.calendar;
