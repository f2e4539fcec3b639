/** What a person sees while a job runs. */
package org.paperbeam.pipeline.progress;
