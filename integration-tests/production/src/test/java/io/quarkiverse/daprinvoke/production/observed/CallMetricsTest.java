package io.quarkiverse.daprinvoke.production.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationFilterException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The metrics of calls in Prometheus. Each test counts calls to separate methods, because meters are never reset.
 */
@QuarkusTest
@TestProfile(CallMetricsTest.Measured.class)
class CallMetricsTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    Calls calls;

    @ConfigProperty(name = "quarkus.dapr-invoke.endpoint")
    String endpoint;

    private static <T> T item(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(20));
    }

    private static InvokeMethodParameters<String> to(String method) {
        return InvokeMethodParameters.of("x").methodName(method);
    }

    @Test
    void callsOfOneTargetAreOneSeriesWhateverItsPlaceholdersAre() {
        sidecar.on("shop", "orders/1").replyText(200, "a");
        sidecar.on("shop", "orders/2").replyText(200, "b");
        sidecar.on("shop", "orders/3").reply(404);
        item(calls.order.request(InvokeMethodParameters.none().binding("id", "1")));
        item(calls.order.request(InvokeMethodParameters.none().binding("id", "2").query("q", "secret")));
        item(calls.orderAsWell.send(InvokeMethodParameters.of("x").binding("id", "2")));
        assertThatExceptionOfType(InvocationStatusException.class)
                .isThrownBy(() -> item(calls.order.request(InvokeMethodParameters.none().binding("id", "3"))));
        // Nothing to resolve the placeholder with
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> item(calls.order.request()));

        assertThat(Metrics.counts("orders/{id}")).containsExactly("shop orders/{id} CLIENT_ERROR GET 1.0",
                "shop orders/{id} InvalidInvocationTargetException GET 1.0", "shop orders/{id} SUCCESS GET 3.0");
        assertThat(Metrics.samples("dapr_invoke_seconds_count"))
                .allSatisfy(sample -> assertThat(sample.labels()).containsOnlyKeys("app_id", "method", "outcome", "verb"));
        assertThat(Metrics.samples("dapr_invoke_seconds_sum")).filteredOn(sample -> sample.labels().get("method")
                .equals("orders/{id}") && sample.labels().get("outcome").equals("SUCCESS"))
                .singleElement().satisfies(sum -> assertThat(sum.value()).isBetween(0.0, 60.0).isNotZero());
    }

    @Test
    void anyStatusThatACallAcceptsCountsByItsClass() {
        sidecar.on("shop", "exchanged").reply(204).then().reply(302).then().reply(404).then().reply(503);
        for (int i = 0; i < 4; i++) {
            item(calls.root.exchange(to("exchanged")));
        }
        assertThat(Metrics.counts("exchanged")).containsExactly("shop exchanged CLIENT_ERROR POST 1.0",
                "shop exchanged REDIRECTION POST 1.0", "shop exchanged SERVER_ERROR POST 1.0",
                "shop exchanged SUCCESS POST 1.0");
    }

    @Test
    void aCallThatIsTriedAgainIsOneCall() {
        sidecar.on("shop", "again").reply(503).then().reply(503).then().reply(204);
        item(calls.again.send("x"));
        sidecar.verify("shop", "again").times(3);
        assertThat(Metrics.counts("again")).containsExactly("shop again SUCCESS PUT 1.0");
    }

    @Test
    void eachKindOfFailureIsAnOutcome() {
        sidecar.on("shop", "failing").neverAnswer().then().reset();
        assertThatExceptionOfType(InvocationTimeoutException.class)
                .isThrownBy(() -> item(calls.root.send(to("failing").timeout(Duration.ofMillis(1500)))));
        assertThatExceptionOfType(SidecarUnavailableException.class).isThrownBy(() -> item(calls.root.send(to("failing"))));
        assertThat(Metrics.counts("failing")).containsExactly("shop failing InvocationTimeoutException POST 1.0",
                "shop failing SidecarUnavailableException POST 1.0");
    }

    @Test
    void aCallThatAFilterRefusesIsAnOutcomeAndWaitsForNoConnection() {
        assertThatExceptionOfType(InvocationFilterException.class).isThrownBy(() -> item(calls.refused.send("x")));
        assertThat(Metrics.counts("refused")).containsExactly("shop refused InvocationFilterException POST 1.0");
        assertThat(gauge("dapr_invoke_active", endpoint)).isZero();
        assertThat(gauge("dapr_invoke_queue", endpoint)).isZero();
    }

    @Test
    void aCallThatIsCancelledIsUnderWayUntilThen() {
        sidecar.on("shop", "cancelled").neverAnswer();
        Cancellable call = calls.root.send(to("cancelled")).subscribe().with(sent -> {
        });
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> sidecar.verify("shop", "cancelled").once());
        assertThat(gauge("dapr_invoke_active", endpoint)).isEqualTo(1);
        assertThat(gauge("dapr_invoke_queue", endpoint)).isZero();
        assertThat(Metrics.counts("cancelled")).isEmpty();
        call.cancel();
        assertThat(gauge("dapr_invoke_active", endpoint)).isZero();
        assertThat(Metrics.counts("cancelled")).containsExactly("shop cancelled CANCELLED POST 1.0");
    }

    @Test
    void aStreamedReplyIsUnderWayUntilItsEnd() {
        sidecar.on("shop", "feed").replyText(200, "abc");
        AssertSubscriber<?> reader = item(calls.feed.request("x")).subscribe().withSubscriber(AssertSubscriber.create(0));
        assertThat(gauge("dapr_invoke_active", endpoint)).isEqualTo(1);
        assertThat(Metrics.counts("feed")).isEmpty();
        reader.request(9).awaitCompletion();
        assertThat(gauge("dapr_invoke_active", endpoint)).isZero();
        assertThat(Metrics.counts("feed")).containsExactly("shop feed SUCCESS POST 1.0");
    }

    @Test
    void eachSidecarHasItsGauges() {
        assertThatExceptionOfType(SidecarUnavailableException.class).isThrownBy(() -> item(calls.absent.send("x")));
        for (String name : List.of("dapr_invoke_active", "dapr_invoke_queue")) {
            assertThat(Metrics.samples(name)).extracting(sample -> sample.labels().get("sidecar"))
                    .containsExactlyInAnyOrder(endpoint, "http://127.0.0.1:1");
            assertThat(gauge(name, "http://127.0.0.1:1")).isZero();
        }
    }

    @Test
    void appIdsOfPlaceholdersAreNotTagsUnlessTheyAreListed() {
        for (String app : List.of("a", "b", "c")) {
            sidecar.on(app, "proxied/m").reply(204);
            item(calls.proxy.send(InvokeMethodParameters.of("x").binding("app", app).binding("method", "m")
                    .binding("verb", "put")));
        }
        for (String app : List.of("shop", "stock")) {
            sidecar.on(app, "listed").reply(204);
            item(calls.listed.send(InvokeMethodParameters.of("x").binding("app", app)));
        }
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> item(calls.listed.send(InvokeMethodParameters.of("x").binding("app", "evil"))));
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> item(calls.listed.send(InvokeMethodParameters.of("x").appId("evil"))));

        assertThat(Metrics.counts("proxied/{method}")).containsExactly("{app} proxied/{method} SUCCESS PUT 3.0");
        assertThat(Metrics.counts("listed")).containsExactly("shop listed SUCCESS POST 1.0",
                "stock listed SUCCESS POST 1.0", "{app} listed InvalidInvocationTargetException POST 2.0");
    }

    @Test
    void theRootIsASlashAndAUrlItsHostAndPort() {
        sidecar.on("shop", "").reply(204);
        item(calls.root.send("x"));
        item(calls.hook.send("x").onFailure().recoverWithNull());
        assertThat(Metrics.counts("/")).containsExactly("shop / SUCCESS POST 1.0");
        assertThat(Metrics.counts("hook")).singleElement().asString().startsWith("partner.example:8081 hook ");
        assertThat(Metrics.samples("dapr_invoke_seconds_count")).noneSatisfy(
                sample -> assertThat(sample.toString()).contains("secret"));
    }

    /** Those of the documentation. */
    @Test
    void alertRulesUseMetricsAndLabelsThatAreThere() throws IOException {
        sidecar.on("shop", "alerting").reply(204);
        item(calls.root.send(to("alerting")));
        String rules = Files.readString(Path.of("src/test/resources/alerts.yaml"));
        assertThat(Pattern.compile("dapr_invoke\\w+").matcher(rules).results().map(MatchResult::group).distinct())
                .hasSize(3).allSatisfy(name -> assertThat(Metrics.samples(name)).isNotEmpty());
        assertThat(Metrics.samples("dapr_invoke_seconds_bucket"))
                .allSatisfy(sample -> assertThat(sample.labels()).containsKeys("app_id", "le"));
    }

    private static double gauge(String name, String sidecar) {
        return Metrics.samples(name).stream().filter(sample -> sample.labels().get("sidecar").equals(sidecar)).findFirst()
                .orElseThrow().value();
    }

    /** A separate application, so that there are no other calls. */
    public static class Measured extends Observed {
    }
}
