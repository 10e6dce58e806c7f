/**
 * Calls: their attempts, the HTTP exchange, and their outcome.
 */
package io.quarkiverse.daprinvoke.runtime.call;
