/**
 * Runs filters before the attempts of a call, and implements the filters that configuration enables.
 */
package io.quarkiverse.daprinvoke.runtime.filter;
