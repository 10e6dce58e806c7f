package io.quarkiverse.daprinvoke.torture.json;

import java.math.BigDecimal;
import java.util.List;

/**
 * A type that an application could declare for some of the cases.
 */
public record Thing(String a, String asd, String title, String id, List<Thing> x, BigDecimal min, Double max) {
}
