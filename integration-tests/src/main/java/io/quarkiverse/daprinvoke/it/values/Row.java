package io.quarkiverse.daprinvoke.it.values;

import java.time.LocalDate;
import java.util.List;

/**
 * Only ever a value of a streamed response.
 */
public record Row(int number, LocalDate day, List<Cell> cells) {

    public record Cell(String text) {
    }
}
