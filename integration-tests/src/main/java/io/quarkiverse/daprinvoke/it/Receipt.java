package io.quarkiverse.daprinvoke.it;

/**
 * What the orders service answers to an order.
 */
public record Receipt(String orderId, String text) {
}
