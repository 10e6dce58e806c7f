/**
 * Support for tests of applications. {@link io.quarkiverse.daprinvoke.test.DaprSidecar} stubs the responses of called
 * applications and verifies the calls that the application has sent.
 * <p>
 * Types are not nullable unless they are annotated with {@code @Nullable}.
 */
@NullMarked
package io.quarkiverse.daprinvoke.test;

import org.jspecify.annotations.NullMarked;
