/** Beam's DirectRunner: the job in one process, for days and for ranges of moderate size. */
package org.paperbeam.runners.direct;
