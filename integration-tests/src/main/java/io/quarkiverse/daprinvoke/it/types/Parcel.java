package io.quarkiverse.daprinvoke.it.types;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Dates, enums and numbers, and records within a record.
 */
public record Parcel(UUID id, Size size, Priority priority, LocalDate day, Instant posted, ZonedDateTime due, Duration grace,
        BigDecimal weight, Optional<String> note, Address to, List<Address> via) {

    public enum Size {
        SMALL,
        @JsonProperty("very large")
        LARGE
    }

    public enum Priority {
        URGENT(1),
        NORMAL(2);

        private final int level;

        Priority(int level) {
            this.level = level;
        }

        @JsonValue
        public int level() {
            return level;
        }
    }

    public record Address(String street, String city) {
    }
}
