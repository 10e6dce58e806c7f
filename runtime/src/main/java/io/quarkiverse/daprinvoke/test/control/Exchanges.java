package io.quarkiverse.daprinvoke.test.control;

import java.util.List;

/**
 * The calls and responses since the test began, without calls whose requests have not ended.
 *
 * @param exchanges the calls in the order of their arrival
 */
public record Exchanges(List<Exchange> exchanges) {
}
