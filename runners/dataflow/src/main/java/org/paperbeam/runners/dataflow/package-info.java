/**
 * Beam's DataflowRunner: the job is sent to Google Cloud Dataflow and followed there, or written as
 * a Flex Template's launcher wants it. Workers see neither files nor variables of this machine.
 */
package org.paperbeam.runners.dataflow;
