/**
 * The data and actions of the Dev UI.
 */
package io.quarkiverse.daprinvoke.runtime.dev;
