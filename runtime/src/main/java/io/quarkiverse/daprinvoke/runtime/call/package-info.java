/**
 * Calls: one attempt or several, what goes over the wire, and the one outcome of each.
 */
package io.quarkiverse.daprinvoke.runtime.call;
