/**
 * The current HTTP request: its values for calls, and responses for failed calls.
 */
package io.quarkiverse.daprinvoke.runtime.web;
