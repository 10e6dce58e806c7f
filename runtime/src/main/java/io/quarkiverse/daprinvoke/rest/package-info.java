/**
 * Support for Quarkus REST resources: {@link io.quarkiverse.daprinvoke.rest.PassThrough} returns the response of a called
 * application to the client of a resource.
 * <p>
 * Types are not nullable unless they are annotated with {@code @Nullable}.
 */
@NullMarked
package io.quarkiverse.daprinvoke.rest;

import org.jspecify.annotations.NullMarked;
