/** A file system of this library's own, that no code of the product can know. */
package org.paperbeam.contract.memory;
