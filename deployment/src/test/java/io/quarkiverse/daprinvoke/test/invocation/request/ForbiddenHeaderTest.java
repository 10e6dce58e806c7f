package io.quarkiverse.daprinvoke.test.invocation.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Headers that would change where the call goes, or that belong to the connection, are refused when they are added.
 */
class ForbiddenHeaderTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> emitter;

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
    }

    @AfterEach
    void nothingWasSent() {
        Calls.assertNothingSentBefore(emitter.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    private void assertRefused(String name, String value, String message) {
        assertThatThrownBy(() -> Calls.item(emitter.send(InvokeMethodParameters.of("x").header(name, value))))
                .isExactlyInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "dapr-app-id", "dapr-api-token", "host", "content-length", "connection", "keep-alive",
            "proxy-connection", "transfer-encoding", "upgrade", "http2-settings", "te", "trailer", "proxy-authorization",
            "proxy-authenticate", "expect", "dapr-caller-app-id", "dapr-caller-namespace", "dapr-callee-app-id",
            "destination-app-id" })
    void thoseOfTheSidecarAndTheConnectionAreRefusedInAnyLetterCase(String name) {
        String message = "The header " + name
                + " must not be sent: it belongs to the connection or to the sidecar's own routing";
        assertRefused(name, "secret", message);
        assertRefused(name.toUpperCase(), "secret", message);
        assertRefused(Character.toUpperCase(name.charAt(0)) + name.substring(1), "secret", message);
        assertRefused(Pattern.compile("(^|-)[a-z]").matcher(name).replaceAll(start -> start.group().toUpperCase()), "secret",
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "grpc-trace-bin", "X-Custom-Bin", "X-CUSTOM-BIN" })
    void thoseThatTheSidecarWouldDropAreRefused(String name) {
        assertRefused(name, "secret", "The header " + name.toLowerCase()
                + " must not be sent: the sidecar drops headers whose name ends in -bin");
    }

    @ParameterizedTest
    @ValueSource(strings = { "dapr-app-id:other", "Dapr-App-ID:other", "dapr-app-id:" })
    void credentialsThatNameAnAppIdAreRefused(String credentials) {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        String message = "The header authorization must not name dapr-app-id: the sidecar would route the call by it";
        assertRefused("Authorization", "Basic " + encoded, message);
        assertRefused("authorization", "basic   " + encoded.replace("=", ""), message);
        assertRefused("AUTHORIZATION", "BASIC\t" + encoded + " ", message);
        assertRefused("Authorization", "Basic " + encoded + "!, Bearer t", message);
        assertRefused("Authorization", "\tBasic " + encoded.substring(0, 7) + "-_ " + encoded.substring(7), message);
    }

    @Test
    void theContentTypeHasItsOwnMethod() {
        assertRefused("Content-Type", "text/html", "The content type must not be set as a header: use contentType(..)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\r\nX-Evil: b", "a\nb", "a\rb", "a\0b", "a\u007Fb", "世" })
    void valuesThatWouldBreakTheHeaderAreRefused(String value) {
        assertRefused("X-A", value,
                "The value of the header x-a contains a character that is not allowed in a header, such as a line break");
        assertThatThrownBy(() -> InvokeMethodParameters.of("x").contentType("text/plain" + value))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of the header content-type contains a character that is not allowed in a header, "
                        + "such as a line break");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "X A", "X:A", "X\r\nA", "X\nA", "X\rA", "Ä", "X\0" })
    void namesThatAreNoneAreRefused(String name) {
        assertRefused(name, "x", "The name of a header must consist of letters, digits and any of !#$%&'*+-.^_`|~");
    }
}
