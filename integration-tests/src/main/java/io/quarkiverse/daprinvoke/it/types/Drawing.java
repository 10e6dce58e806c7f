package io.quarkiverse.daprinvoke.it.types;

import java.util.List;
import java.util.Map;

public record Drawing(Map<String, List<Shape>> layers) {
}
