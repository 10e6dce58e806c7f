package org.acme.calls;

public record Order(String id, String item, int quantity) {
}
