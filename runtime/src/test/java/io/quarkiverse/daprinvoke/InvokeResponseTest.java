package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.vertx.core.MultiMap;

class InvokeResponseTest {

    @Test
    void headersAreFoundInAnyLetterCaseAndMayHaveSeveralValues() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Trace", "a").add("x-trace", "b");
        InvokeResponse<String> response = new InvokeResponse<>(201, headers, "body");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("body");
        assertThat(response.header("X-TRACE")).isEqualTo("a");
        assertThat(response.headers().getAll("x-Trace")).containsExactly("a", "b");
        assertThat(response.header("absent")).isNull();
    }
}
