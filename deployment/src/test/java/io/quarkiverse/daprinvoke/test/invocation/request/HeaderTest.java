package io.quarkiverse.daprinvoke.test.invocation.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The header lines of a request: those that the call names, in order, and very few others.
 */
class HeaderTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> emitter;

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    @Test
    void thereAreNoOthersThanTheCallNeeds() {
        assertThat(Calls.sent(emitter.send("hello")).headers()).containsExactlyInAnyOrder("content-type: text/plain",
                "content-length: 5", "host: 127.0.0.1:" + sidecar.port());
        assertThat(Calls.sent(emitter.send(InvokeMethodParameters.<String> of(null).httpVerb("get"))).headers())
                .containsExactly("host: 127.0.0.1:" + sidecar.port());
    }

    @Test
    void thoseOfTheCallKeepTheirOrderTheirLettersAndEachOfTheirValues() {
        RawSidecar.Request request = Calls.sent(emitter.send(InvokeMethodParameters.of("x").header("X-First", "1")
                .header("x-second", "2").header("X-First", "3, 4").header("X-Empty", "").header("X-First", "1")));
        assertThat(request.headers().stream().filter(line -> line.toLowerCase().startsWith("x-")).map(String::stripTrailing))
                .containsExactly("X-First: 1", "x-second: 2", "X-First: 3, 4", "X-Empty:", "X-First: 1");
    }

    @Test
    void aValueMayHoldAnyCharacterThatAHeaderMayHold() {
        RawSidecar.Request request = Calls
                .sent(emitter.send(InvokeMethodParameters.of("x").header("X-A", "\u00c3\u00a9\t\"%0d;=\u00c3\u00bf")));
        assertThat(request.header("x-a")).containsExactly("\u00c3\u00a9\t\"%0d;=\u00c3\u00bf");
    }

    @Test
    void headersOfTheApplicationPass() {
        String basic = "Basic " + Base64.getEncoder().encodeToString("ada:dapr-app-id".getBytes(StandardCharsets.UTF_8));
        RawSidecar.Request request = Calls.sent(emitter.send(InvokeMethodParameters.of("x")
                .header("Authorization", basic).header("traceparent", "00-1-2-01").header("Accept", "text/html")
                .header("User-Agent", "shop").header("dapr-app-idea", "x").header("Cookie", "a=b")));
        assertThat(request.header("authorization")).containsExactly(basic);
        assertThat(request.header("traceparent")).containsExactly("00-1-2-01");
        assertThat(request.header("accept")).containsExactly("text/html");
        assertThat(request.header("user-agent")).containsExactly("shop");
        assertThat(request.header("dapr-app-idea")).containsExactly("x");
        assertThat(request.header("cookie")).containsExactly("a=b");
    }

    @Test
    void thereIsNoTokenIfNoneIsConfigured() {
        assertThat(Calls.sent(emitter.send("x")).header("dapr-api-token")).isEmpty();
    }
}
