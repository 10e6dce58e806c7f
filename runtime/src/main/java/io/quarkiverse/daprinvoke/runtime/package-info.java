/**
 * The emitters of the application: how they are set up when it starts, and what a call of one begins with.
 */
package io.quarkiverse.daprinvoke.runtime;
