package io.quarkiverse.daprinvoke.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Header;

/**
 * The report shows the differences of calls if some of them did not match.
 */
class ReportTest {

    private static final Target CREATE = new Target("orders", "create");

    private static ReceivedCall call(String method, String query, String body, Header... headers) {
        return new ReceivedCall(new Call("POST", "orders", method, query, List.of(headers),
                body.getBytes(StandardCharsets.UTF_8), true, 201), new JsonBodies());
    }

    @Test
    void callsToTheMethodAreShownWithQueryHeadersAndBody() {
        Report report = new Report(List.of(
                call("create", "page=2", "{\"a\":1}\n", new Header("X-Tenant", "acme"), new Header("Host", "sidecar"),
                        new Header("Content-Length", "8")),
                call("create", null, ""), call("other", "x", "y", new Header("X-Tenant", "acme"))));

        assertThat(report.textWithDetails(CREATE)).isEqualTo("""
                The sidecar received:
                  1. POST orders create, answered with 201
                     query: "page=2"
                     header X-Tenant: "acme"
                     body: "{\\"a\\":1}\\n"
                  2. POST orders create, answered with 201
                  3. POST orders other, answered with 201""");
    }

    @Test
    void ofLongTextsTheBeginningIsShown() {
        String text = "x".repeat(200);
        Report report = new Report(List.of(call("create", text + "y", text + "y", new Header("X-A", text + "y"))));

        assertThat(report.textWithDetails(CREATE)).isEqualTo("""
                The sidecar received:
                  1. POST orders create, answered with 201
                     query: "%1$s..."
                     header X-A: "%1$s..."
                     body: "%1$s..."\
                """.formatted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Authorization", "proxy-authorization", "Cookie", "X-Token", "x-access-token", "X-API-Key",
            "client-secret" })
    void valuesOfSecretHeadersAreNotShown(String name) {
        assertThat(new Report(List.of(call("create", null, "", new Header(name, "hidden")))).textWithDetails(CREATE))
                .endsWith("\n     header " + name + ": not printed").doesNotContain("hidden");
    }
}
