/**
 * The emitters of the application: their setup at the start, and the beginning of their calls.
 */
package io.quarkiverse.daprinvoke.runtime;
