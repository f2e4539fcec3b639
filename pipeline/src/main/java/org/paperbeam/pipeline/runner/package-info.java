/** What the application knows of runners: their names and their defaults, nothing else. */
package org.paperbeam.pipeline.runner;
