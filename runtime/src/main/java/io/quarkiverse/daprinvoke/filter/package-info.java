/**
 * Filters for outgoing calls. An {@link io.quarkiverse.daprinvoke.filter.InvocationFilter} is a CDI bean that runs before a
 * call is sent. It can set headers, change the timeout or refuse the call.
 * <p>
 * Types are not nullable unless they are annotated with {@code @Nullable}.
 */
@NullMarked
package io.quarkiverse.daprinvoke.filter;

import org.jspecify.annotations.NullMarked;
