/**
 * What a run would ask and pay, without asking: the run's own look into the ledger and its own
 * packing, and for what only the answers can tell, what past calls in the ledger show.
 */
package org.paperbeam.estimate;
