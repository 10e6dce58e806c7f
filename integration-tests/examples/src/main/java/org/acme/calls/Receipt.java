package org.acme.calls;

public record Receipt(String orderId, String text) {
}
