package io.quarkiverse.daprinvoke.production.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The line that each call leaves in the log, because the configuration has its category at debug.
 */
@QuarkusTest
@TestProfile(Observed.class)
class CallLogTest {

    private static final Logger CATEGORY = Logger.getLogger("io.quarkiverse.daprinvoke");

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    Calls calls;

    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        CATEGORY.addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        CATEGORY.setLevel(Level.FINE);
        CATEGORY.removeHandler(lines);
    }

    private static void end(Uni<?> call) {
        call.onItemOrFailure().transform((item, failure) -> true).await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void namesTargetStatusAndDuration() {
        sidecar.on("shop", "orders/4 2").replyText(200, "payload");
        end(calls.order.request(InvokeMethodParameters.none().binding("id", "4 2").query("token", "secret")));
        lines.assertMatch("GET shop/orders/4%202: 200 in \\d+\\.\\d ms");
    }

    @Test
    void namesTheFailure() {
        sidecar.on("shop", "").replyText(500, "payload").then().neverAnswer();
        end(calls.root.send("x"));
        end(calls.root.send(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(200))));
        end(calls.proxy.send("x"));
        lines.assertMatch("POST shop/: 500 InvocationStatusException in \\d+\\.\\d ms",
                "POST shop/: InvocationTimeoutException in \\d+\\.\\d ms",
                "\\{verb} \\{app}/proxied/\\{method}: InvalidInvocationTargetException in \\d+\\.\\d ms");
    }

    @Test
    void isOneForACallThatIsTriedAgainBesideThoseOfItsAttempts() {
        sidecar.on("shop", "again").reply(503).then().reply(204);
        end(calls.again.send("x"));
        lines.assertMatch("Attempt 1 of 3 of PUT shop/again failed \\(status 503\\)\\. The next attempt starts in \\d+ ms",
                "PUT shop/again: 204 in \\d+\\.\\d ms");
    }

    @Test
    void tellsThatACallWasCancelled() {
        sidecar.on("shop", "").neverAnswer();
        Cancellable call = calls.root.send("x").subscribe().with(sent -> {
        });
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> sidecar.verify("shop", "").once());
        call.cancel();
        lines.assertMatch("POST shop/: cancelled in \\d+\\.\\d ms");
    }

    @Test
    void isOneLineOfAsciiWhateverIsCalled() {
        end(calls.root.send(InvokeMethodParameters.of("x").methodName("a\u2028b/\u00e9").appId("shop\u202e")));
        end(calls.hook.send("x"));
        lines.assertMatch("POST shop%E2%80%AE/a%E2%80%A8b/%C3%A9: \\d+ .*", "POST partner\\.example:8081/hook: \\d+ .*");
    }

    @Test
    void keepsTheBeginningOfALongTarget() {
        end(calls.root.send(InvokeMethodParameters.of("x").methodName("m".repeat(3000))));
        lines.assertMatch("POST shop/m{1011}\\.\\.\\.: \\d+ .*");
    }

    @Test
    void isNotThereAboveDebug() {
        sidecar.on("shop", "").reply(204);
        // While the application runs
        CATEGORY.setLevel(Level.INFO);
        end(calls.root.send("x"));
        lines.assertMatch();
    }

    /** Without warnings, which are not of a single call. */
    private static final class Lines extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                return;
            }
            lines.add(record instanceof org.jboss.logmanager.ExtLogRecord extended ? extended.getFormattedMessage()
                    : formatter.formatMessage(record));
        }

        void assertMatch(String... patterns) {
            assertThat(lines).hasSameSizeAs(patterns);
            for (int i = 0; i < patterns.length; i++) {
                assertThat(lines.get(i)).matches(patterns[i]);
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }
}
