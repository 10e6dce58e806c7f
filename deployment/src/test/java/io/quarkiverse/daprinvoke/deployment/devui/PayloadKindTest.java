package io.quarkiverse.daprinvoke.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;

import org.jboss.jandex.Type;
import org.junit.jupiter.api.Test;

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

    private static PayloadKind kind(Class<?> type) {
        return PayloadKind.of(Type.create(type));
    }
}
