/**
 * Support for tests of applications: what they send is seen, and answered, by the sidecar of test mode. Only what is marked as
 * such may be {@code null}.
 */
@NullMarked
package io.quarkiverse.daprinvoke.test;

import org.jspecify.annotations.NullMarked;
