/**
 * What a run would ask and pay, without asking: the run's own look into the ledger and its own
 * packing, and for what only the answers can tell, the habits that the ledger shows.
 */
package org.paperbeam.estimate;
