package io.quarkiverse.daprinvoke.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.multipart.MultipartForm;

class TypedPayloadTest {

    record Order(int id) {
    }

    @Test
    void isAValueOfTheType() throws IOException {
        assertThat(of("{\"id\":1}", Order.class)).isEqualTo(new Order(1));
        assertThat(of("text", String.class)).isEqualTo("text");
        assertThat(of("text", Buffer.class)).isEqualTo(Buffer.buffer("text"));
    }

    @Test
    void isAListForAStreamOfValues() throws IOException {
        assertThat(values("[{\"id\":1},{\"id\":2}]", Order.class)).containsExactly(new Order(1), new Order(2));
        assertThat(values("[\"a\"]", String.class)).containsExactly("a");
        assertThat(values("text", Buffer.class)).containsExactly(Buffer.buffer("text"));
        assertThat(values("text", io.vertx.mutiny.core.buffer.Buffer.class))
                .containsExactly(io.vertx.mutiny.core.buffer.Buffer.buffer("text"));
    }

    @Test
    void isThePathOfAFile() throws IOException {
        assertThat(of(" /tmp/a \n", Path.class)).isEqualTo(Path.of("/tmp/a"));
        assertThat(of("/tmp/a", File.class)).isEqualTo(new File("/tmp/a"));
    }

    @Test
    void isTheFieldsOfAForm() throws IOException {
        assertThat(of("{\"a\":[1,2]}", MultiMap.class)).isEqualTo(Map.of("a", List.of(1, 2)));
        for (Class<?> type : List.of(Multipart.class, MultipartForm.class)) {
            assertThat(((Multipart) of("{\"a\":\"b\"}", type)).parts()).isEqualTo(Multipart.form().field("a", "b").parts());
        }
    }

    private static Object of(String typed, Class<?> type) throws IOException {
        return TypedPayload.of(new PayloadType(type, List.of()), Buffer.buffer(typed), ObjectMapper::new);
    }

    private static List<Object> values(String typed, Class<?> type) throws IOException {
        Multi<?> values = (Multi<?>) TypedPayload.of(
                new PayloadType(Multi.class, List.of(new PayloadType(type, List.of()))), Buffer.buffer(typed),
                ObjectMapper::new);
        return values.<Object> map(value -> value).collect().asList().await().indefinitely();
    }
}
