package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Bodies: what is sent for each kind of payload, with which content type and of which length.
 */
class BodyRowsTest {

    private static final String REQUEST_LINE = "POST /v1.0/invoke/a/method/foo HTTP/1.1";

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app();

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<Message> messages;

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<Object> anything;

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<String> texts;

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<byte[]> bytes;

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<Endless> endless;

    @BeforeEach
    void answer() {
        StrictSidecar.get().answer(RawSidecar.ok(""));
    }

    private static List<String> headers(String contentType, int length) {
        return List.of("content-type: " + contentType, "content-length: " + length);
    }

    @RowCases
    @CsvSource("71, no payload is no body and no content type")
    void nothing(int row, String about) {
        List<String> headers = List.of();
        StrictCalls.assertRequest(StrictCalls.sent(messages.send()), REQUEST_LINE, headers, "");
        StrictCalls.assertRequest(StrictCalls.sent(anything.send((Object) null)), REQUEST_LINE, headers, "");
        StrictCalls.assertRequest(
                StrictCalls.sent(texts.send(InvokeMethodParameters.<String> of(null).contentType("text/html"))),
                REQUEST_LINE, headers, "");
    }

    @RowCases
    @CsvSource("72, an object is JSON, and its content type has no charset")
    void object(int row, String about) {
        String json = "{\"test\":\"value\"}";
        List<String> headers = headers("application/json", 16);
        StrictCalls.assertRequest(StrictCalls.sent(messages.send(new Message("value"))), REQUEST_LINE, headers, json);
        StrictCalls.assertRequest(StrictCalls.sent(anything.send(new Message("value"))), REQUEST_LINE, headers, json);
        StrictCalls.assertRequest(StrictCalls.sent(anything.send(new JsonObject(json))), REQUEST_LINE, headers, json);
    }

    @RowCases
    @CsvSource("73, text is text: neither in quotes nor encoded twice")
    void text(int row, String about) {
        StrictCalls.assertRequest(StrictCalls.sent(texts.send("hello")), REQUEST_LINE, headers("text/plain", 5), "hello");
        StrictCalls.assertRequest(StrictCalls.sent(texts.send(InvokeMethodParameters.of("{\"a\":1}")
                .contentType("application/json"))), REQUEST_LINE, headers("application/json", 7), "{\"a\":1}");
        StrictCalls.assertRequest(StrictCalls.sent(texts.send("")), REQUEST_LINE, headers("text/plain", 0), "");
    }

    @RowCases
    @CsvSource({ "74, bytes are bytes: no Base64, no JSON", "76, bytes of no declared content type say that they are bytes" })
    void bytes(int row, String about) {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        for (RawSidecar.Request request : List.of(StrictCalls.sent(bytes.send(all)),
                StrictCalls.sent(anything.send(Buffer.buffer(all))))) {
            StrictCalls.assertRequest(request, REQUEST_LINE, headers("application/octet-stream", 256),
                    new String(all, StandardCharsets.UTF_8));
            assertThat(request.body()).isEqualTo(all);
        }
    }

    @RowCases
    @CsvSource("78, characters are UTF-8 and are not escaped, and the length counts bytes")
    void characters(int row, String about) {
        StrictCalls.assertRequest(StrictCalls.sent(messages.send(new Message("\u00e9\u65e5<>&'+/"))), REQUEST_LINE,
                headers("application/json", 22), "{\"test\":\"\u00e9\u65e5<>&'+/\"}");
        StrictCalls.assertRequest(StrictCalls.sent(texts.send("\u00e9\u65e5\ud83d\ude00<>&")), REQUEST_LINE,
                headers("text/plain", 12), "\u00e9\u65e5\ud83d\ude00<>&");
        // Jackson writes these two ways, and the application's mapper decides
        RawSidecar.Request request = StrictCalls.sent(messages.send(new Message("\ud83d\ude00")));
        assertThat(new JsonObject(request.text()).getString("test")).isEqualTo("\ud83d\ude00");
    }

    @RowCases
    @CsvSource("79, a payload that cannot be written fails before anything is sent")
    void unencodable(int row, String about) {
        assertThat(Calls.failure(PayloadEncodingException.class, endless.send(new Endless())))
                .hasMessage("The payload of type " + Endless.class.getName() + " for POST a/foo could not be encoded");
        StrictCalls.assertNothingSentBefore(messages.send(), REQUEST_LINE);
    }

    public record Message(String test) {
    }

    public static class Endless {
        public Endless getSelf() {
            return this;
        }
    }
}
