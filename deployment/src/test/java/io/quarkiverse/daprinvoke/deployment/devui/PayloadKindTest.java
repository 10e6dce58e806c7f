package io.quarkiverse.daprinvoke.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.Multipart;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * How a payload is typed into the page: as what the emitter sends.
 */
class PayloadKindTest {

    @Test
    void goesByTheTypeOfThePayload() {
        assertThat(List.of(String.class, CharSequence.class)).allMatch(type -> kind(type) == PayloadKind.TEXT);
        assertThat(List.of(byte[].class, ByteBuffer.class, Buffer.class)).allMatch(type -> kind(type) == PayloadKind.BYTES);
        assertThat(List.of(JsonObject.class, Integer.class, byte[][].class)).allMatch(type -> kind(type) == PayloadKind.JSON);
        assertThat(kind(Void.class)).isEqualTo(PayloadKind.NONE);
    }

    @Test
    void aFileIsTypedAsItsPathAndAFormAsJson() {
        assertThat(List.of(Path.class, File.class)).allMatch(type -> kind(type) == PayloadKind.TEXT);
        assertThat(List.of(Multipart.class, MultiMap.class)).allMatch(type -> kind(type) == PayloadKind.JSON);
    }

    @Test
    void aStreamOfValuesIsTypedAsJsonAndOneOfBuffersAsBytes() {
        assertThat(stream(Integer.class)).isEqualTo(PayloadKind.JSON);
        assertThat(stream(String.class)).isEqualTo(PayloadKind.JSON);
        assertThat(stream(Buffer.class)).isEqualTo(PayloadKind.BYTES);
    }

    private static PayloadKind stream(Class<?> value) {
        return PayloadKind.of(ParameterizedType.create(Multi.class, Type.create(value)));
    }

    private static PayloadKind kind(Class<?> type) {
        return PayloadKind.of(Type.create(type));
    }
}
