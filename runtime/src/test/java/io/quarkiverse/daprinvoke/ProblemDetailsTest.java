package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

class ProblemDetailsTest {

    private static final String PROBLEM = """
            {"type":"https://example.org/sold","title":"Sold out","status":409,"detail":"None left","instance":"/orders/1","left":0}""";

    private static Optional<ProblemDetails> problem(String contentType, String body, boolean complete) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (contentType != null) {
            headers.add("content-type", contentType);
        }
        return new InvocationStatusException(new InvocationTarget("orders", "create", "POST"),
                new InvokeResponse<>(409, headers, Buffer.buffer(body)), complete, null, null, null).problem();
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/problem+json", "Application/Problem+JSON", "application/problem+json;charset=utf-8",
            " application/problem+json ; a=b" })
    void allMembersAreRead(String contentType) {
        ProblemDetails problem = problem(contentType, PROBLEM, true).orElseThrow();
        assertThat(problem.type()).isEqualTo("https://example.org/sold");
        assertThat(problem.title()).isEqualTo("Sold out");
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.detail()).isEqualTo("None left");
        assertThat(problem.instance()).isEqualTo("/orders/1");
        assertThat(problem.members().getInteger("left")).isZero();
        // Strangers have written the rest
        assertThat(problem).hasToString("ProblemDetails[status=409]");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = { "none", "application/json", "text/html", "application/problem+xml", "''", ";",
            "x;application/problem+json" })
    void anotherContentTypeIsNoProblem(String contentType) {
        assertThat(problem(contentType, PROBLEM, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "null", "1", "[]", "[{\"status\":409}]", "{\"status\":409", "{} {}", "<html>",
            "{'a':1}" })
    void whatIsNotOneObjectIsNoProblem(String body) {
        assertThat(problem("application/problem+json", body, true)).isEmpty();
    }

    @Test
    void aBodyThatIsNotCompleteIsNoProblem() {
        assertThat(problem("application/problem+json", PROBLEM, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"type\":1,\"title\":{},\"status\":\"409\",\"detail\":[],\"instance\":true}",
            "{\"type\":null,\"title\":null,\"status\":null,\"detail\":null,\"instance\":null}",
            "{\"status\":409.5}", "{\"status\":99999999999}", "{\"Type\":\"x\"}" })
    void aMemberOfAnotherTypeIsNull(String body) {
        ProblemDetails problem = problem("application/problem+json", body, true).orElseThrow();
        assertThat(problem.type()).isNull();
        assertThat(problem.title()).isNull();
        assertThat(problem.status()).isNull();
        assertThat(problem.detail()).isNull();
        assertThat(problem.instance()).isNull();
    }
}
