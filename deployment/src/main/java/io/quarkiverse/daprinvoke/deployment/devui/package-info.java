/**
 * The cards and pages of the Dev UI.
 */
package io.quarkiverse.daprinvoke.deployment.devui;
