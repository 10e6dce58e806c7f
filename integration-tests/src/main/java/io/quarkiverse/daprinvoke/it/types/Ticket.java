package io.quarkiverse.daprinvoke.it.types;

import java.time.LocalDate;

/**
 * Only ever a response.
 */
public record Ticket(String number, Seat seat, LocalDate day) {

    public record Seat(int row, char place) {
    }
}
