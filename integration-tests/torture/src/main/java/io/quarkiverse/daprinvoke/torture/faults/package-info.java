/**
 * Calls that meet faults on the way to the sidecar.
 */
package io.quarkiverse.daprinvoke.torture.faults;
