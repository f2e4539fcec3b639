/**
 * JSON as our files hold it: how a value is bound to its fields, and how it is laid out. What the
 * fields are is said by the value's own class.
 */
package org.paperbeam.json;
