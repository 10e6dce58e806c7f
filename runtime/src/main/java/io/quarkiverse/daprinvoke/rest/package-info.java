/**
 * Responses of called applications in resources of Quarkus REST. Only what is marked as such may be {@code null}.
 */
@NullMarked
package io.quarkiverse.daprinvoke.rest;

import org.jspecify.annotations.NullMarked;
