package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** A response is read as a type that no emitter declares, with {@code bodyAs}. */
class ResponseReaderTest {

    private static final Buffer BODY = Buffer.buffer("{\"id\":1}");

    private final ResponseReader reader = new ResponseReader(
            TargetTemplate.of("", "orders", "create", "POST").resolve(name -> null), ObjectMapper::new);
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    @Test
    void theWholeBodyIsReadAsTheType() {
        assertThat(reader.read(409, headers, BODY, true, Map.class)).isEqualTo(Map.of("id", 1));
        assertThat(reader.read(409, headers, BODY, true, String.class)).isEqualTo("{\"id\":1}");
        assertThat(reader.<Integer> read(409, headers, Buffer.buffer("7"), true, int.class)).isEqualTo(7);
    }

    @Test
    void aPartOfABodyIsNoJson() {
        assertThat(reader.read(409, headers, BODY, false, String.class)).isEqualTo("{\"id\":1}");
        assertThat(reader.read(409, headers, BODY, false, Buffer.class)).isEqualTo(BODY);
        assertThatExceptionOfType(ResponseDecodingException.class)
                .isThrownBy(() -> reader.read(409, headers, BODY, false, Map.class))
                .withMessage("The response to POST orders/create (status 409) was received only in part, so it cannot be read "
                        + "as JSON");
    }

    @Test
    void aBodyThatIsNotOfTheTypeIsAFailure() {
        headers.add("Content-Type", "text/plain");
        assertThatExceptionOfType(ResponseDecodingException.class)
                .isThrownBy(() -> reader.read(409, headers, BODY, true, Integer.class))
                .withMessage("The response to POST orders/create (status 409) cannot be read as java.lang.Integer")
                .satisfies(failure -> assertThat(failure.contentType()).isEqualTo("text/plain"));
    }

    @Test
    void aTypeThatIsNoValueIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read(409, headers, BODY, true, InputStream.class))
                .withMessageStartingWith(
                        "bodyAs can read values only, which java.io.InputStream is not. Read it and use byte[]");
    }
}
