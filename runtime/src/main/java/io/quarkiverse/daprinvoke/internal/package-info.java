/**
 * Rules for text, headers and timeouts that the public API and the implementation share. Not a public API: applications must
 * not use it.
 */
package io.quarkiverse.daprinvoke.internal;
