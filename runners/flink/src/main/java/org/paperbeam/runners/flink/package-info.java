/**
 * Beam's FlinkRunner: the job on a Flink cluster inside this process, or on a real one that it is
 * sent to and then followed on. Flink's batch execution keeps what a finished step has put out, so
 * that a lost worker costs the steps that it was at, not the whole job.
 */
package org.paperbeam.runners.flink;
