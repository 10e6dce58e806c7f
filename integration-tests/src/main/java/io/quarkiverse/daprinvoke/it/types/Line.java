package io.quarkiverse.daprinvoke.it.types;

public record Line(String item, int quantity) {
}
