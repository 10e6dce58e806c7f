/**
 * What the public API and its implementation share. It depends on neither, and it is no API: applications must not use it.
 */
package io.quarkiverse.daprinvoke.internal;
