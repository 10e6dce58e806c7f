package org.acme;

public record Receipt(String id) {
}
