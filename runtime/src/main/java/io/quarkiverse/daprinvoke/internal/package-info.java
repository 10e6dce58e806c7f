/**
 * Rules for text, headers and timeouts, which the public API and its implementation share. It depends on neither, and it is no
 * API: applications must not use it.
 */
package io.quarkiverse.daprinvoke.internal;
