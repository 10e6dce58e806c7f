package io.quarkiverse.daprinvoke.it;

/**
 * The response of the orders service to an order.
 */
public record Receipt(String orderId, String text) {
}
