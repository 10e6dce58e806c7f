package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.type.TypeReference;

class PayloadTypeTest {

    private static final PayloadType GENERIC = new PayloadType(Map.Entry.class, List.of(
            new PayloadType(String.class, List.of()),
            new PayloadType(List.class, List.of(new PayloadType(Integer.class, List.of())))));

    @Test
    void isTheTypeThatTheCompilerRecords() {
        Type recorded = new TypeReference<Map.Entry<String, List<Integer>>>() {
        }.getType();
        assertThat(recorded).isEqualTo(GENERIC.toType());
    }

    @Test
    void isNamedInMessagesWithItsTypeArguments() {
        assertThat(GENERIC).hasToString("java.util.Map$Entry<java.lang.String, java.util.List<java.lang.Integer>>");
        assertThat(new PayloadType(String.class, List.of())).hasToString("java.lang.String");
    }
}
