/**
 * The API for calls to other applications through the Dapr sidecar. Inject an {@link io.quarkiverse.daprinvoke.Emitter} or a
 * {@link io.quarkiverse.daprinvoke.RequestEmitter} with {@link io.quarkiverse.daprinvoke.DaprInvoke}. Put
 * {@link io.quarkiverse.daprinvoke.DaprService} on a REST Client interface to send its calls through the sidecar.
 * {@link io.quarkiverse.daprinvoke.DaprInvokeException} is the superclass of the failures of calls.
 * <p>
 * Types are not nullable unless they are annotated with {@code @Nullable}.
 */
@NullMarked
package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.NullMarked;
