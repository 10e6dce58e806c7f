/**
 * The API: emitters that call other applications through the Dapr sidecar. Only what is marked as such may be {@code null}.
 */
@NullMarked
package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.NullMarked;
