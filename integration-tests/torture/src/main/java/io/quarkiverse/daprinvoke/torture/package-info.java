/**
 * An application that the cases of others are tried on.
 */
package io.quarkiverse.daprinvoke.torture;
