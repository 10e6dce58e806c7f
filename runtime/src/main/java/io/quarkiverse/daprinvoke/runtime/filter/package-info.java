/**
 * How filters run before the attempts of a call, and the filters that configuration switches on.
 */
package io.quarkiverse.daprinvoke.runtime.filter;
