package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class ServerSentEventTest {

    @Test
    void textSaysNothingConfidential() {
        assertThat(new ServerSentEvent<>("secret", "price", "secret", Duration.ofSeconds(1), "secret"))
                .hasToString("ServerSentEvent[event=price, id of 6 characters]");
        assertThat(new ServerSentEvent<>(null, "message", null, null, null))
                .hasToString("ServerSentEvent[event=message, id of 0 characters]");
    }

    @Test
    void textIsOneShortLine() {
        assertThat(new ServerSentEvent<>(null, "a\nb\u001B[2J" + "c".repeat(1000), "", null, null).toString())
                .startsWith("ServerSentEvent[event=a b [2Jccc")
                .hasSizeLessThan(200);
    }
}
