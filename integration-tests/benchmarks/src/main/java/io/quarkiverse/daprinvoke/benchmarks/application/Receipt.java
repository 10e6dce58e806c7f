package io.quarkiverse.daprinvoke.benchmarks.application;

import java.util.List;

/**
 * The response. The stub returns the body that it received, so a receipt that belongs to another order is noticed.
 */
public record Receipt(String id, String customer, List<Order.Line> lines) {

    /**
     * Compares what costs the same for every size.
     *
     * @return the answer of an endpoint
     * @throws IllegalStateException if this is the response of another call
     */
    String of(Order order) {
        if (!id.equals(order.id()) || !customer.equals(order.customer()) || lines.size() != order.lines().size()) {
            throw new IllegalStateException("The response belongs to another order");
        }
        return id;
    }
}
