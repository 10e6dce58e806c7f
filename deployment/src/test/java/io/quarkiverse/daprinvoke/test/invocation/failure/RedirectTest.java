package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A redirect is an answer like any other, because it would lead to another path of the sidecar.
 */
class RedirectTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @ParameterizedTest
    @CsvSource({ "GET,301", "GET,302", "GET,303", "GET,307", "GET,308", "HEAD,301", "HEAD,307", "POST,302", "POST,303",
            "POST,307", "POST,308", "PUT,301", "DELETE,302" })
    void isNotFollowed(String verb, int status) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer((request, out) -> (request.requestLine().contains("/later") ? RawSidecar.ok("")
                : RawSidecar.raw("HTTP/1.1 " + status + " X\r\nLocation: " + sidecar.url()
                        + "/v1.0/shutdown\r\nContent-Length: 0\r\n\r\n"))
                .to(request, out));
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.<String> of(null).httpVerb(verb);
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, emitter.request(parameters));
        assertThat(failure).hasMessage(verb + " shop/m was answered with status " + status);
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.headers().get("location")).isEqualTo(sidecar.url() + "/v1.0/shutdown");
        assertThat(sidecar.next().requestLine()).isEqualTo(verb + " /v1.0/invoke/shop/method/m HTTP/1.1");
        assertThat(Calls.item(emitter.exchange(parameters)).statusCode()).isEqualTo(status);
        assertThat(sidecar.next().requestLine()).isEqualTo(verb + " /v1.0/invoke/shop/method/m HTTP/1.1");
        Calls.assertNothingSentBefore(emitter.send(parameters.methodName("later")),
                verb + " /v1.0/invoke/shop/method/later HTTP/1.1");
    }
}
