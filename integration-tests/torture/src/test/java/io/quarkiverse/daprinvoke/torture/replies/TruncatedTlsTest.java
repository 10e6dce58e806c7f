package io.quarkiverse.daprinvoke.torture.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * Over TLS a response that ends with its connection is complete only if TLS says so: anybody on the way can end a TCP
 * connection.
 */
@QuarkusTest
@TestProfile(TruncatedTlsTest.Profile.class)
class TruncatedTlsTest {

    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\n\r\n" + Framing.VALUE;
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    ResponseEmitters emitters;

    private Object reply(ReplyKind type, String reply, boolean truncated) {
        TlsServer.INSTANCE.answer(reply, truncated);
        return type.call(emitters, InvokeMethodParameters.none()).await().atMost(LONG);
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatIsClosedIsComplete(ReplyKind type) throws IOException {
        assertThat(ReplyKind.content(reply(type, UNTIL_CLOSE, false))).isEqualTo(Framing.VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatIsCutOffIsNot(ReplyKind type) {
        assertThatExceptionOfType(IncompleteResponseException.class).isThrownBy(() -> reply(type, UNTIL_CLOSE, true));
        assertThatExceptionOfType(IncompleteResponseException.class)
                .isThrownBy(() -> reply(type, "HTTP/1.1 200 OK\r\n\r\n", true));
    }

    @Test
    void aReplyWithAnUnwantedStatusThatIsCutOffSaysSo() {
        assertThatExceptionOfType(InvocationStatusException.class)
                .isThrownBy(() -> reply(ReplyKind.TEXT, UNTIL_CLOSE.replace("200", "500"), true))
                .satisfies(failure -> assertThat(failure.isBodyComplete()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aReplyWhoseEndIsKnownNeedsNoClose(boolean truncated) {
        assertThat(reply(ReplyKind.TEXT, Framing.head("Content-Length: 7") + Framing.VALUE, truncated))
                .isEqualTo(Framing.VALUE);
        assertThat(reply(ReplyKind.TEXT, Framing.CHUNKED + Framing.CHUNKS, truncated)).isEqualTo(Framing.VALUE);
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dapr-invoke.endpoint", TlsServer.INSTANCE.url(), "quarkus.devservices.enabled", "false",
                    "quarkus.http.test-port", "0", "quarkus.tls.trust-store.p12.path",
                    TlsServer.INSTANCE.trustStore().toString(),
                    "quarkus.tls.trust-store.p12.password", TlsServer.PASSWORD);
        }
    }
}
