package io.quarkiverse.daprinvoke.runtime.restclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.StartedEmitters;
import io.quarkiverse.daprinvoke.runtime.TestConfigs;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;

/**
 * The labels of the calls of an interface in metrics and traces: the paths of its methods, without the values of parameters.
 */
class ServiceTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Service service() {
        SmallRyeConfig config = TestConfigs.of(Map.of("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:3500"));
        return new Service("org.acme.Orders", "orders", "", false, null,
                new SidecarClient(VERTX, config.getConfigMapping(DaprInvokeConfig.class), StartedEmitters.NO_TLS, config),
                false,
                List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = { "/orders | orders", "/orders/{id} | orders/{id}",
            "/orders/{id: [0-9]{3}}/lines/{ line } | orders/{id}/lines/{line}", "/{any:.*} | {any}",
            "/a{x:[:]{1,2}}.{y} | a{x}.{y}", "/ | \"\"", "\"\" | \"\"",
            // None that a sidecar would be called by
            "/a//b | \"\"", "/../a | \"\"" })
    void isThePathOfTheMethod(String path, String methodName) {
        assertThat(service().method("GET", path).target().outline())
                .isEqualTo(new InvocationTarget("orders", methodName, "GET"));
    }

    @Test
    void isTheInterfaceWhereThatIsNotKnown() {
        Service service = service();
        assertThat(service.method("GET", null).target().outline()).isEqualTo(new InvocationTarget("orders", "", "GET"));
        assertThat(service.method("GET", "/a")).isSameAs(service.method("GET", "/a"));
        assertThat(service.method("PUT", "/a").target().outline().httpVerb()).isEqualTo("PUT");
    }
}
