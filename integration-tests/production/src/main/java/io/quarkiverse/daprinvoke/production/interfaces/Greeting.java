package io.quarkiverse.daprinvoke.production.interfaces;

public record Greeting(String text) {
}
