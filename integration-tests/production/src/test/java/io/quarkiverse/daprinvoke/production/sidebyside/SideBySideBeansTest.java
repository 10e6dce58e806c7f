package io.quarkiverse.daprinvoke.production.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.dapr.client.DaprClient;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.test.junit.QuarkusTest;

/**
 * One application has channels, the Dapr SDK and emitters, and none of them changes what another one is or does.
 */
@QuarkusTest
class SideBySideBeansTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    Relay relay;

    @Inject
    BeanManager beans;

    @Inject
    ObjectMapper mapper;

    @Inject
    @Any
    Instance<ObjectMapperCustomizer> customizers;

    private record Settings(int written, int read, Set<Object> modules, int mixIns, Object inclusion, Object dates) {

        static Settings of(ObjectMapper mapper) {
            return new Settings(mapper.getSerializationConfig().getSerializationFeatures(),
                    mapper.getDeserializationConfig().getDeserializationFeatures(), mapper.getRegisteredModuleIds(),
                    mapper.mixInCount(), mapper.getSerializationConfig().getDefaultPropertyInclusion(),
                    mapper.getDateFormat());
        }
    }

    @Test
    void oneBeanUsesAllThree() {
        sidecar.on("relayed", "by-emitter").reply(204);
        sidecar.on("relayed", "by-sdk").reply(204);

        relay.accept("tea");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> sidecar.verify("relayed", "by-sdk").once());
        sidecar.verify("relayed", "by-sdk").once().withJson(Map.of("item", "tea"));
        sidecar.verify("relayed", "by-emitter").once().withJson(new Relay.Order("tea", 1));
    }

    @Test
    void theObjectMapperIsThatOfTheApplication() {
        Settings before = Settings.of(mapper);
        assertThat(ours(Object.class)).isNotEmpty();
        assertThat(ours(ObjectMapper.class)).isEmpty();
        assertThat(customizers.stream().map(customizer -> customizer.getClass().getName()))
                .noneMatch(name -> name.contains("daprinvoke"));

        oneBeanUsesAllThree();

        assertThat(Settings.of(mapper)).isEqualTo(before);
    }

    @Test
    void theExtensionBringsNoBeanThatIsTakenForAnother() {
        assertThat(ours(org.eclipse.microprofile.reactive.messaging.Emitter.class)).isEmpty();
        assertThat(ours(DaprClient.class)).isEmpty();
        assertThat(beans.getBeans(DaprClient.class, Any.Literal.INSTANCE)).hasSize(1);
    }

    private Stream<Bean<?>> ours(Class<?> type) {
        return beans.getBeans(type, Any.Literal.INSTANCE).stream().filter(bean -> Stream
                .concat(Stream.of(bean.getBeanClass().getName()), bean.getTypes().stream().map(Type::getTypeName))
                .anyMatch(name -> name.startsWith("io.quarkiverse.daprinvoke.")
                        && !name.startsWith("io.quarkiverse.daprinvoke.production.")));
    }
}
