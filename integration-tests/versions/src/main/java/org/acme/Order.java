package org.acme;

public record Order(String item, int quantity) {
}
