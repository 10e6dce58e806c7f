package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class InvokeResponseTest {

    private static MultiMap headers(String... namesAndValues) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    @Test
    void headersAreFoundInAnyLetterCaseAndMayHaveSeveralValues() {
        InvokeResponse<String> response = new InvokeResponse<>(201, headers("X-Trace", "a", "x-trace", "b"), "body");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("body");
        assertThat(response.header("X-TRACE")).isEqualTo("a");
        assertThat(response.headers().getAll("x-Trace")).containsExactly("a", "b");
        assertThat(response.header("absent")).isNull();
        assertThat(response.contentType()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "199,false", "200,true", "204,true", "299,true", "300,false", "304,false", "404,false", "503,false" })
    void successIs2xx(int status, boolean success) {
        InvokeResponse<Void> response = new InvokeResponse<>(status, headers(), null);
        assertThat(response.isSuccess()).isEqualTo(success);
        assertThat(response.is(status)).isTrue();
        assertThat(response.is(status + 1)).isFalse();
    }

    @Test
    void theBytesOfATestsResponseAreItsBufferOrGiven() {
        assertThat(new InvokeResponse<>(200, headers(), Buffer.buffer("x")).bytes()).hasToString("x");
        assertThat(new InvokeResponse<>(200, headers(), "x").bytes().length()).isZero();
        assertThat(new InvokeResponse<>(200, headers(), "x").<String> bodyAs(String.class)).isNull();
        InvokeResponse<String> conflict = new InvokeResponse<>(409, headers(), null, Buffer.buffer("{\"reason\":\"sold\"}"));
        assertThat(conflict.body()).isNull();
        assertThat(conflict.bodyAs(Conflict.class)).isEqualTo(new Conflict("sold"));
        assertThat(conflict.bodyAs(JsonObject.class)).isEqualTo(new JsonObject().put("reason", "sold"));
        assertThat(conflict.bodyAs(String.class)).isEqualTo("{\"reason\":\"sold\"}");
        assertThat(conflict.bodyAs(byte[].class)).isEqualTo(conflict.bytes().getBytes());
        assertThat(conflict.bodyAs(Buffer.class)).isEqualTo(conflict.bytes());
        assertThat(conflict.bodyAs(ByteBuffer.class)).isEqualTo(ByteBuffer.wrap(conflict.bytes().getBytes()));
        assertThat(conflict.bodyAs(io.vertx.mutiny.core.buffer.Buffer.class).getDelegate()).isEqualTo(conflict.bytes());
        assertThatExceptionOfType(ResponseDecodingException.class).isThrownBy(() -> conflict.bodyAs(JsonArray.class))
                .withMessage("The response to an unknown target (status 409) cannot be read as io.vertx.core.json.JsonArray");
        assertThatExceptionOfType(ResponseDecodingException.class).isThrownBy(() -> conflict.bodyAs(int.class))
                .withMessage("The response to an unknown target (status 409) cannot be read as int");
    }

    @Test
    void responsesAreEqualIfAllThatCameIs() {
        InvokeResponse<byte[]> one = new InvokeResponse<>(200, headers("A", "1", "b", "2"), new byte[] { 1 },
                Buffer.buffer("x"));
        InvokeResponse<byte[]> same = new InvokeResponse<>(200, headers("a", "1", "B", "2"), new byte[] { 1 },
                Buffer.buffer("x"));
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one)
                .isNotEqualTo(new InvokeResponse<>(201, headers("A", "1", "b", "2"), new byte[] { 1 }, Buffer.buffer("x")))
                .isNotEqualTo(new InvokeResponse<>(200, headers("A", "1"), new byte[] { 1 }, Buffer.buffer("x")))
                .isNotEqualTo(new InvokeResponse<>(200, headers("A", "1", "b", "2"), new byte[] { 2 }, Buffer.buffer("x")))
                .isNotEqualTo(new InvokeResponse<>(200, headers("A", "1", "b", "2"), new byte[] { 1 }, Buffer.buffer("y")))
                .isNotEqualTo("x");
    }

    @Test
    void textSaysNothingThatMayBeSecret() {
        assertThat(new InvokeResponse<>(200, headers("set-cookie", "secret", "content-type", "a/b\r\nc"), "secret"))
                .hasToString("InvokeResponse[statusCode=200, contentType=a/b c]");
    }

    record Conflict(String reason) {
    }
}
