/**
 * What the Dev UI shows.
 */
package io.quarkiverse.daprinvoke.runtime.dev;
