/**
 * Filters: beans that see each call before it is sent, and may set headers, replace the timeout or refuse the call. Only
 * what is marked as such may be {@code null}.
 */
@NullMarked
package io.quarkiverse.daprinvoke.filter;

import org.jspecify.annotations.NullMarked;
