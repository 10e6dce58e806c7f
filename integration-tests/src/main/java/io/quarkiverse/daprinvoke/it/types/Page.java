package io.quarkiverse.daprinvoke.it.types;

import java.util.List;

public record Page<T>(int number, List<T> items) {
}
