package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Configuration for names that the application does not inject, which is a slip more often than not.
 */
class UnknownEmitterNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.app-id", "orders")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.method-name", "create")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.receipts.app-id", "orders")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.\"pay load\".http-verb", "put")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.daprinvoke"))
            .assertLogRecords(records -> {
                assertThat(records).singleElement().satisfies(record -> {
                    assertThat(record.getLevel().getName()).isEqualTo("WARN");
                    assertThat(String.format(record.getMessage(), record.getParameters())).isEqualTo(
                            "These properties configure no emitter of the application: "
                                    + "quarkus.dapr-invoke.emitter.\"pay load\".http-verb, "
                                    + "quarkus.dapr-invoke.emitter.receipts.app-id");
                });
            });

    @Inject
    @DaprInvoke(name = "payload")
    Emitter<String> emitter;

    @Test
    void isWarnedOfAndDoesNotDisturbTheOthers() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        emitter.sendAndAwait("hello");
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/orders/method/create HTTP/1.1");
    }
}
