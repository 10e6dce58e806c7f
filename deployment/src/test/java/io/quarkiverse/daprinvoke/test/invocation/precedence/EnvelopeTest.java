package io.quarkiverse.daprinvoke.test.invocation.precedence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.json.JsonObject;

/**
 * The envelope of the Azure Functions binding, as a message that says where it goes.
 */
class EnvelopeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "declared", httpVerb = "put")
    Emitter<Object> emitter;

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
    }

    private RawSidecar.Request sent(String envelope) {
        return Calls.sent(emitter.send(InvokeMethodParameters.fromJson(new JsonObject(envelope))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"appId\":\"bakery\",\"methodName\":\"bread/new\",\"httpVerb\":\"patch\",\"body\":{\"a\":1}}",
            "{\"APPID\":\"bakery\",\"MethodName\":\"bread/new\",\"httpverb\":\"PATCH\",\"Body\":{\"a\":1},\"other\":true}" })
    void itsMembersWinOverTheAnnotationInAnyLetterCase(String envelope) {
        RawSidecar.Request request = sent(envelope);
        assertThat(request.requestLine()).isEqualTo("PATCH /v1.0/invoke/bakery/method/bread/new HTTP/1.1");
        assertThat(request.text()).isEqualTo("{\"a\":1}");
        assertThat(request.header("content-type")).containsExactly("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"body\":\"x\"}", "{\"body\":\"x\",\"appId\":null,\"methodName\":null,\"httpVerb\":null}" })
    void membersThatAreAbsentOrNullAreLeftToTheAnnotation(String envelope) {
        RawSidecar.Request request = sent(envelope);
        assertThat(request.requestLine()).isEqualTo("PUT /v1.0/invoke/shop/method/declared HTTP/1.1");
        assertThat(request.text()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"a\":[1,\"é\"]}|application/json|{\"a\":[1,\"é\"]}",
            "[1,{\"a\":null}]|application/json|[1,{\"a\":null}]", "\"téxt\"|text/plain|téxt", "12.5|application/json|12.5",
            "true|application/json|true" })
    void theBodyKeepsItsJsonTypeAndTextItsText(String body, String contentType, String sent) {
        RawSidecar.Request request = sent("{\"body\":" + body + "}");
        assertThat(request.text()).isEqualTo(sent);
        assertThat(request.header("content-type")).containsExactly(contentType);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"body\":null}" })
    void noBodyIsNoBody(String envelope) {
        RawSidecar.Request request = sent(envelope);
        assertThat(request.body()).isEmpty();
        assertThat(request.header("content-type")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"APPID\":1}|appId", "{\"methodName\":{}}|methodName",
            "{\"httpVerb\":true}|httpVerb" })
    void aTargetThatIsNoTextIsRefused(String envelope, String member) {
        assertThatThrownBy(() -> InvokeMethodParameters.fromJson(new JsonObject(envelope)))
                .isExactlyInstanceOf(InvalidInvocationTargetException.class)
                .hasMessage("The member '" + member + "' of an invocation envelope must be text");
    }

    @Test
    void aMemberThatIsNamedTwiceIsRefused() {
        assertThatThrownBy(() -> InvokeMethodParameters.fromJson(new JsonObject("{\"appId\":\"a\",\"AppID\":\"b\"}")))
                .isExactlyInstanceOf(InvalidInvocationTargetException.class)
                .hasMessage("An invocation envelope contains a member twice, in different letter cases");
    }

    @Test
    void anEmptyMemberIsRefusedAndNothingIsSent() {
        assertThat(Calls.failure(InvalidInvocationTargetException.class,
                emitter.send(InvokeMethodParameters.fromJson(new JsonObject("{\"appId\":\"\"}")))))
                .hasMessageStartingWith("The target of the call is invalid: an app ID must be a name");
        Calls.assertNothingSentBefore(emitter.send("x"), "PUT /v1.0/invoke/shop/method/declared HTTP/1.1");
    }
}
