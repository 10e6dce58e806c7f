package io.quarkiverse.daprinvoke.production.interfaces;

public record Guest(String name) {
}
