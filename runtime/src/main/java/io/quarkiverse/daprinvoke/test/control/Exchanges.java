package io.quarkiverse.daprinvoke.test.control;

import java.util.List;

/**
 * What the sidecar has received and answered since the test began, apart from calls whose requests have not ended.
 *
 * @param exchanges the calls in the order of their arrival
 */
public record Exchanges(List<Exchange> exchanges) {
}
