/** Tests of the bundled sample listing. */
package org.paperbeam.sample;
