package org.acme.streams;

public record Token(String text, boolean done) {
}
