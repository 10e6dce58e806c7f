package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.values.BodySource;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * The items of each kind of declared type, for statuses and bodies.
 */
class ResponseTypesTest {

    private static final ResponseTypes TYPES = new ResponseTypes(ObjectMapper::new);
    private static final PayloadType NUMBER = declared(Integer.class);
    private static final Path FILE = Path.of("reply.pdf");

    private static PayloadType declared(Class<?> type, PayloadType... arguments) {
        return new PayloadType(type, List.of(arguments));
    }

    private static ResponseType<?> type(PayloadType type) {
        return TYPES.request(type, false);
    }

    private static Head head(int status) {
        return new Head(status, MultiMap.caseInsensitiveMultiMap());
    }

    @ParameterizedTest
    @CsvSource({ "100,false", "199,false", "200,true", "204,true", "299,true", "300,false", "404,false", "500,false" })
    void onlyTwoHundredsAreReplies(int status, boolean accepted) {
        for (PayloadType type : List.of(NUMBER, declared(Void.class), declared(Optional.class, NUMBER),
                declared(InvokeResponse.class, NUMBER))) {
            assertThat(type(type).accepts(status)).isEqualTo(accepted);
            assertThat(TYPES.exchange(type).accepts(status)).isTrue();
        }
        assertThat(TYPES.exchange().accepts(status)).isTrue();
        for (PayloadType type : List.of(declared(Multi.class, declared(Buffer.class)), declared(Multi.class, NUMBER),
                declared(InvokeResponse.class, declared(Multi.class, NUMBER)))) {
            assertThat(type(type).streamsBody(status)).isEqualTo(accepted);
            assertThat(type(type).storesBody(status)).isFalse();
        }
        assertThat(type(declared(Path.class)).storesBody(status)).isEqualTo(accepted);
        assertThat(type(declared(Path.class)).streamsBody(status)).isFalse();
        assertThat(TYPES.exchange(declared(Path.class)).storesBody(status)).isEqualTo(accepted);
    }

    @Test
    void onlyJsonIsAskedFor() {
        String json = "application/json, */*;q=0.8";
        assertThat(type(NUMBER).accept()).isEqualTo(json);
        assertThat(type(declared(InvokeResponse.class, declared(Optional.class, NUMBER))).accept()).isEqualTo(json);
        assertThat(TYPES.exchange(NUMBER).accept()).isEqualTo(json);
        for (Class<?> type : new Class<?>[] { String.class, byte[].class, Void.class, Path.class }) {
            assertThat(type(declared(type)).accept()).isNull();
        }
        assertThat(TYPES.send().accept()).isNull();
        assertThat(TYPES.exchange().accept()).isNull();
        assertThat(type(declared(Multi.class, declared(Buffer.class))).accept()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "404,true", "403,false", "410,false", "500,false" })
    void onlyNotFoundCanMeanThatThereIsNoValue(int status, boolean empty) {
        for (PayloadType type : List.of(NUMBER, declared(Optional.class, NUMBER), declared(InvokeResponse.class, NUMBER))) {
            assertThat(TYPES.request(type, true).meansNoValue(status)).isEqualTo(empty);
            assertThat(TYPES.request(type, false).meansNoValue(status)).isFalse();
        }
    }

    @Test
    void noValueIsThatOfTheType() {
        assertThat((Object) TYPES.request(NUMBER, true).noValue(head(404), Buffer.buffer("no"))).isNull();
        assertThat((Object) TYPES.request(declared(Optional.class, NUMBER), true).noValue(head(404), Buffer.buffer("no")))
                .isEqualTo(Optional.empty());
        InvokeResponse<?> response = (InvokeResponse<?>) TYPES
                .request(declared(InvokeResponse.class, declared(Optional.class, NUMBER)), true)
                .noValue(head(404), Buffer.buffer("no"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat((Object) response.body()).isEqualTo(Optional.empty());
    }

    @Test
    void whatMayBeAbsentIsStillReadIfItIsThere() throws IOException {
        assertThat((Object) TYPES.request(NUMBER, true).read(head(200), Buffer.buffer("1"))).isEqualTo(1);
        assertThat((Object) TYPES.request(declared(Optional.class, NUMBER), true).read(head(200), Buffer.buffer("1")))
                .isEqualTo(Optional.of(1));
        assertThat((Object) TYPES.request(declared(Path.class), true).stored(head(200), FILE)).isSameAs(FILE);
        assertThat(TYPES.request(declared(Void.class), true).discardsBody()).isTrue();
        assertThat(TYPES.request(NUMBER, true).discardsBody()).isFalse();
        assertThat(TYPES.request(NUMBER, true).accept()).isNotNull();
    }

    @Test
    void onlyAnOptionalIsAdvisedToBeEmpty() {
        String advice = "For an empty Optional instead, set "
                + "quarkus.dapr-invoke.emitter.\"<name>\".not-found-is-empty=true";
        assertThat(type(declared(Optional.class, NUMBER)).remedy(404)).isEqualTo(advice);
        assertThat(type(declared(InvokeResponse.class, declared(Optional.class, NUMBER))).remedy(404)).isEqualTo(advice);
        assertThat(type(declared(Optional.class, NUMBER)).remedy(500)).isNull();
        assertThat(type(NUMBER).remedy(404)).isNull();
    }

    @Test
    void anExchangeReadsOnlyReplies() throws IOException {
        InvokeResponse<?> reply = TYPES.exchange(NUMBER).read(head(201), Buffer.buffer("1"));
        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat((Object) reply.body()).isEqualTo(1);
        InvokeResponse<?> failure = TYPES.exchange(NUMBER).read(head(500), Buffer.buffer("no"));
        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat((Object) failure.body()).isNull();
        assertThat((Object) TYPES.exchange(declared(Optional.class, NUMBER)).read(head(500), Buffer.buffer("no")).body())
                .isEqualTo(Optional.empty());
    }

    @Test
    void aFileIsTheBody() {
        assertThat((Object) type(declared(Path.class)).stored(head(200), FILE)).isSameAs(FILE);
        for (ResponseType<?> type : new ResponseType<?>[] { TYPES.exchange(declared(Path.class)),
                type(declared(InvokeResponse.class, declared(Path.class))) }) {
            InvokeResponse<?> response = (InvokeResponse<?>) type.stored(head(200), FILE);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat((Object) response.body()).isSameAs(FILE);
        }
    }

    @Test
    void chunksAreOfTheDeclaredBuffer() {
        assertThat(chunks(declared(Buffer.class))).isEqualTo(List.of(Buffer.buffer("a"), Buffer.buffer("b")));
        assertThat(chunks(declared(io.vertx.mutiny.core.buffer.Buffer.class))).isEqualTo(
                List.of(io.vertx.mutiny.core.buffer.Buffer.buffer("a"), io.vertx.mutiny.core.buffer.Buffer.buffer("b")));
    }

    private static Object chunks(PayloadType chunk) {
        BodySource body = (BodySource) Proxy.newProxyInstance(BodySource.class.getClassLoader(),
                new Class<?>[] { BodySource.class },
                (proxy, method, arguments) -> Multi.createFrom().items(Buffer.buffer("a"), Buffer.buffer("b")));
        return ((Multi<?>) type(declared(Multi.class, chunk)).open(head(200), body)).collect().asList().await().indefinitely();
    }

    @Test
    void onlyAStreamOfValuesHasALastOne() {
        for (PayloadType type : List.of(NUMBER, declared(Multi.class, declared(Buffer.class)), declared(Optional.class, NUMBER),
                declared(InvokeResponse.class, NUMBER))) {
            assertThatIllegalArgumentException().isThrownBy(() -> type(type).expecting(ResponseStream.endsWith("0"), null))
                    .withMessage("A call has a responseStream(..), but its response is not a Multi of values");
        }
    }

    record Head(int statusCode, MultiMap headers) implements ResponseHead {

        @Override
        public ResolvedTarget target() {
            return null;
        }
    }
}
