package io.quarkiverse.daprinvoke.test.invocation.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * JSON is written and read as the application has set up its own mapper.
 */
class ApplicationObjectMapperTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Item, Item> typed;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<List<Item>, List<Item>> generic;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Object, Item> untyped;

    @Test
    void writesAndReadsTheNamesOfTheCustomizer() {
        sidecar.answer(RawSidecar.json(200, "{\"quantity-in-stock\":2}"));
        assertThat(Calls.item(typed.request(new Item(1)))).isEqualTo(new Item(2));
        assertThat(sidecar.next().text()).isEqualTo("{\"quantity-in-stock\":1}");
    }

    @Test
    void writesAndReadsThemInsideCollections() {
        sidecar.answer(RawSidecar.json(200, "[{\"quantity-in-stock\":2}]"));
        assertThat(Calls.item(generic.request(List.of(new Item(1))))).containsExactly(new Item(2));
        assertThat(sidecar.next().text()).isEqualTo("[{\"quantity-in-stock\":1}]");
    }

    @Test
    void writesThemIfTheTypeIsKnownAtRunTimeOnly() {
        sidecar.answer(RawSidecar.json(200, "{\"quantity-in-stock\":2}"));
        assertThat(Calls.item(untyped.request(new Item(1)))).isEqualTo(new Item(2));
        assertThat(sidecar.next().text()).isEqualTo("{\"quantity-in-stock\":1}");
    }

    public record Item(int quantityInStock) {
    }

    @Singleton
    public static class KebabCase implements ObjectMapperCustomizer {
        @Override
        public void customize(ObjectMapper mapper) {
            mapper.setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
        }
    }
}
