package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A 2xx response whose body is not of the declared type leads to a separate exception, not to a failure of the connection.
 */
class UnreadableReplyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            // So that the next call goes over the same connection, if that is still open
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/{id}")
    RequestEmitter<Void, Order> order;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/7")
    RequestEmitter<Void, Order> literal;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/7")
    RequestEmitter<Void, List<Order>> list;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/7")
    RequestEmitter<Void, InvokeResponse<Order>> response;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/7")
    RequestEmitter<Void, JsonObject> jsonObject;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/7")
    RequestEmitter<Void, JsonArray> jsonArray;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/7")
    RequestEmitter<Void, Faulty> faulty;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/7")
    RequestEmitter<Void, String> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/7")
    RequestEmitter<Void, byte[]> bytes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/7")
    RequestEmitter<Void, Object> anything;

    private ResponseDecodingException assertUnreadable(Uni<?> call, int status, String contentType) {
        ResponseDecodingException failure = Calls.failure(ResponseDecodingException.class, call);
        assertThat(failure)
                .hasMessage("The response to POST shop/orders/7 (status " + status + ") is not of the declared type");
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.contentType()).isEqualTo(contentType);
        assertThat(failure.getCause()).isNotNull();
        Calls.assertTarget(failure, "POST", "shop", "orders/7");
        return failure;
    }

    @ParameterizedTest
    @ValueSource(strings = { "[1]", "{\"id\":", "plain", "12", "{\"id\":{}}", " " })
    void becauseItIsNoJsonOfThatType(String body) {
        sidecar.answer(RawSidecar.json(200, body));
        assertUnreadable(literal.request(), 200, "application/json");
        assertUnreadable(response.request(), 200, "application/json");
    }

    @Test
    void becauseItIsAnotherJsonValue() {
        sidecar.answer(RawSidecar.json(202, "{\"a\":1}"));
        assertUnreadable(list.request(), 202, "application/json");
        assertUnreadable(jsonArray.request(), 202, "application/json");
        sidecar.answer(RawSidecar.json(202, "[1]"));
        assertUnreadable(jsonObject.request(), 202, "application/json");
        sidecar.answer(RawSidecar.json(202, "12"));
        assertUnreadable(jsonObject.request(), 202, "application/json");
        assertUnreadable(jsonArray.request(), 202, "application/json");
    }

    @ParameterizedTest
    @ValueSource(classes = { NoClassDefFoundError.class, StackOverflowError.class, ExceptionInInitializerError.class })
    void becauseItsDeserializerHasAnError(Class<? extends Error> error) {
        sidecar.answer(RawSidecar.json(200, "\"" + error.getName() + "\""));
        // Much sooner than by the timeout, for which nobody waits here
        assertThat(assertUnreadable(faulty.request(), 200, "application/json")).hasCauseExactlyInstanceOf(error);
        int connection = sidecar.next().connection();
        assertThatThrownBy(() -> faulty.requestAndAwait()).isExactlyInstanceOf(ResponseDecodingException.class)
                .hasCauseExactlyInstanceOf(error);
        assertThat(sidecar.next().connection()).isEqualTo(connection);
    }

    @Test
    void becauseItIsTextInACharsetThatNobodyKnows() {
        sidecar.answer(RawSidecar.reply(200, "text/plain; charset=klingon", "x"));
        assertThat(assertUnreadable(text.request(), 200, "text/plain; charset=klingon").getCause())
                .isInstanceOf(UnsupportedCharsetException.class);
    }

    @Test
    void becauseItIsAPageWithoutContentType() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n", "<html>".getBytes()));
        assertUnreadable(literal.request(), 200, null);
    }

    @ParameterizedTest
    @ValueSource(strings = { "gzip", "identity, GZIP" })
    void becauseItIsCompressed(String encoding) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write("{\"id\":\"a\",\"count\":1}".getBytes());
        }
        String head = " X\r\nContent-Type: application/json\r\nContent-Encoding: " + encoding + "\r\nContent-Length: "
                + body.size()
                + "\r\n\r\n";
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200" + head, body.toByteArray()));
        for (Uni<?> call : List.of(text.request(), literal.request(), jsonObject.request(), list.request())) {
            ResponseDecodingException failure = Calls.failure(ResponseDecodingException.class, call);
            assertThat(failure)
                    .hasMessageMatching("The response to POST shop/orders/7 \\(status 200\\) has the content encoding "
                            + "(?i)gzip(?-i), which is supported for bytes only\\. .*");
        }
        assertThat(Calls.item(bytes.request())).isEqualTo(body.toByteArray());
        sidecar.answer(RawSidecar.raw("HTTP/1.1 500" + head, body.toByteArray()));
        assertThat(Calls.failure(InvocationStatusException.class, text.request()).body().getBytes())
                .isEqualTo(body.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"id\":\"a\",\"count\":1}x", "/**/{\"id\":\"a\"}", "{\"id\":\"a\"} {}" })
    void becauseItIsMoreThanOneJsonValue(String body) {
        sidecar.answer(RawSidecar.json(200, body));
        assertUnreadable(literal.request(), 200, "application/json");
        assertUnreadable(jsonObject.request(), 200, "application/json");
        assertUnreadable(anything.request(), 200, "application/json");
        sidecar.answer(RawSidecar.json(200, "[" + body + "]x"));
        assertUnreadable(list.request(), 200, "application/json");
        assertUnreadable(jsonArray.request(), 200, "application/json");
    }

    @Test
    void andWhatTheCalledApplicationWroteIsNoLineOfTheLog() {
        sidecar.answer(RawSidecar.json(200, "{\"id\":\"a\",\"count\":\"1\\r\\nX-Evil: 1\"}"));
        StringWriter trace = new StringWriter();
        Calls.failure(ResponseDecodingException.class, literal.request()).printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString().lines()).noneMatch(line -> line.startsWith("X-Evil"));
    }

    @Test
    void andTheConnectionServesTheNextCall() {
        sidecar.answer(RawSidecar.json(200, "[1]"));
        assertUnreadable(order.request(InvokeMethodParameters.none().binding("id", "7")),
                200, "application/json");
        int connection = sidecar.next().connection();
        sidecar.answer(RawSidecar.json(200, "{\"id\":\"a\",\"count\":1}"));
        assertThat(Calls.item(literal.request())).isEqualTo(new Order("a", 1));
        assertThat(sidecar.next().connection()).isEqualTo(connection);
    }

    @JsonDeserialize(using = FaultyDeserializer.class)
    public static class Faulty {
    }

    public static class FaultyDeserializer extends JsonDeserializer<Faulty> {
        @Override
        public Faulty deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                throw (Error) Class.forName(parser.getText()).getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public record Order(String id, int count) {
    }
}
