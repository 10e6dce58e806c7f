package io.quarkiverse.daprinvoke.benchmarks;

import java.util.List;

/**
 * What comes back: the stub answers with what it was sent, so a receipt that belongs to another order is noticed.
 */
public record Receipt(String id, String customer, List<Order.Line> lines) {

    boolean isOf(Order order) {
        return id.equals(order.id()) && customer.equals(order.customer()) && lines.equals(order.lines());
    }
}
