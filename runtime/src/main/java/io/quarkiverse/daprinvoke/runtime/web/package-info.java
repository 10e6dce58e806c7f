/**
 * What calls take from the current HTTP request, and how their failures become responses.
 */
package io.quarkiverse.daprinvoke.runtime.web;
