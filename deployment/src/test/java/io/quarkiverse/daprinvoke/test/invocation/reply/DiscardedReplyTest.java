package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Sending does not look at the body of the response.
 */
class DiscardedReplyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> plain;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, Order> typed;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "application/json|not json", "application/json|[]", "text/plain|hello",
            "application/json|null", "text/plain; charset=klingon|x", "text/plain|''" })
    void isDiscardedWhateverItSays(String contentType, String body) {
        SharedSidecar.get().answer(RawSidecar.reply(200, contentType, body));
        assertThat(Calls.item(plain.send("x"))).isNull();
        assertThat(Calls.item(typed.send("x"))).isNull();
    }

    public record Order(String id, int count) {
    }
}
