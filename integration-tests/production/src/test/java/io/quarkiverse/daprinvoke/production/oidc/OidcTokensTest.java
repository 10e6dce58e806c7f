package io.quarkiverse.daprinvoke.production.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.InvocationFilterException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * Calls carry access tokens of quarkus-oidc-client, which are got when they are needed. Without one nothing is sent.
 */
@QuarkusTest
@TestProfile(OidcTokensTest.Clients.class)
class OidcTokensTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    TokenServer server;

    @Inject
    OidcCalls calls;

    @BeforeEach
    void issueTokens() {
        server.issues();
        for (String method : new String[] { "m", "too", "other", "expiring", "failing" }) {
            sidecar.on("partner", method).reply(204);
        }
    }

    private static void send(Uni<Void> call) {
        call.await().atMost(Duration.ofSeconds(20));
    }

    private String lastToken(String method) {
        var received = sidecar.calls("partner", method);
        return received.get(received.size() - 1).header("authorization");
    }

    @Test
    void aTokenIsGotOnceAndSharedByAllEmittersOfAClient() {
        send(calls.ofPartner.send("x"));
        String token = lastToken("m");
        assertThat(token).isEqualTo("Bearer token-1");
        send(calls.ofPartner.send("x"));
        send(calls.ofPartnerToo.send("x"));
        assertThat(lastToken("m")).isEqualTo(token);
        assertThat(lastToken("too")).isEqualTo(token);
        assertThat(server.grants("partner")).containsExactly("client_credentials");
        // Another client has another token
        send(calls.ofOther.send("x"));
        assertThat(lastToken("other")).isEqualTo("Bearer token-2");
        assertThat(server.grants("other")).containsExactly("client_credentials");
    }

    @Test
    void aTokenThatExpiresIsRefreshedBeforeTheNextCallOrAttempt() {
        send(calls.ofExpiring.send("x"));
        assertThat(lastToken("expiring")).isEqualTo("Bearer token-1");
        send(calls.ofExpiring.send("x"));
        assertThat(lastToken("expiring")).isEqualTo("Bearer token-2");
        sidecar.on("partner", "expiring").reply(503).then().reply(204);
        send(calls.ofExpiring.send("x"));
        assertThat(sidecar.calls("partner", "expiring")).extracting(call -> call.header("authorization"))
                .endsWith("Bearer token-3", "Bearer token-4");
        assertThat(server.grants("expiring")).containsExactly("client_credentials", "refresh_token", "refresh_token",
                "refresh_token");
    }

    @Test
    void aHeaderOfTheCallStaysAndNeedsNoToken() {
        server.answers(TokenServer.json(500, () -> "{}"));
        send(calls.ofFailing.send(InvokeMethodParameters.of("x").header("Authorization", "Digest own")));
        assertThat(lastToken("failing")).isEqualTo("Digest own");
        assertThat(server.grants("failing")).isEmpty();
    }

    private static TokenServer.Answer answer(String kind) {
        return switch (kind) {
            case "401", "500" -> TokenServer.json(Integer.parseInt(kind), () -> "{\"error\":\"secret\"}");
            case "no JSON" -> TokenServer.json(200, () -> "<secret>");
            case "an array" -> TokenServer.json(200, () -> "[\"secret\"]");
            case "no token" -> TokenServer.json(200, () -> "{\"token_type\":\"secret\"}");
            case "an empty token" -> TokenServer.json(200, () -> "{\"access_token\":\"\",\"expires_in\":3600}");
            case "a line break" -> TokenServer.json(200,
                    () -> new JsonObject().put("access_token", "secret\r\ndapr-app-id: other").put("expires_in", 3600)
                            .encode());
            case "lost" -> request -> request.request().connection().close();
            case "silence" -> request -> {
            };
            default -> throw new AssertionError(kind);
        };
    }

    @ParameterizedTest
    @CsvSource({ "401", "500", "no JSON", "an array", "no token", "an empty token", "a line break", "lost", "silence" })
    void aServerWithoutATokenFailsTheCallAndNothingIsSent(String kind) {
        server.answers(answer(kind));
        Throwable failure = catchThrowable(
                () -> send(calls.ofFailing.send(InvokeMethodParameters.of("x").timeout(Duration.ofSeconds(3)))));
        if (kind.equals("silence")) {
            assertThat(failure).isInstanceOf(InvocationTimeoutException.class);
            assertThat(((InvocationTimeoutException) failure).mayHaveBeenSent()).isFalse();
        } else {
            assertThat(failure).isInstanceOf(InvocationFilterException.class)
                    .hasMessage("The filter of quarkus.dapr-invoke.emitter.\"of-failing\".oidc-client failed, so PUT "
                            + "partner/failing was not sent");
            assertThat(((InvocationFilterException) failure).mayHaveBeenSent()).isFalse();
        }
        sidecar.verify("partner", "failing").never();
        // And then it has one
        server.issues();
        send(calls.ofFailing.send("x"));
        assertThat(lastToken("failing")).isEqualTo("Bearer token-1");
    }

    public static class Clients implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>();
            for (String client : new String[] { "partner", "other", "expiring", "failing" }) {
                String prefix = "quarkus.oidc-client." + client + ".";
                config.put(prefix + "token-path", "http://localhost:${quarkus.http.test-port}/token-server/" + client);
                config.put(prefix + "client-id", client);
                config.put(prefix + "credentials.client-secret.value", "secret-of-" + client);
                // The application would take the other way, Basic credentials, for those of a user
                config.put(prefix + "credentials.client-secret.method", "post");
                config.put("quarkus.dapr-invoke.emitter.of-" + client + ".oidc-client", client);
            }
            config.put("quarkus.dapr-invoke.emitter.of-partner-too.oidc-client", "partner");
            // Longer than a token lives, so that each counts as expired
            for (String client : new String[] { "expiring", "failing" }) {
                config.put("quarkus.oidc-client." + client + ".refresh-token-time-skew", "2H");
            }
            config.put("quarkus.dapr-invoke.emitter.of-expiring.retry.max-attempts", "2");
            config.put("quarkus.dapr-invoke.emitter.of-expiring.retry.initial-back-off", "1ms");
            config.put("quarkus.keycloak.devservices.enabled", "false");
            return config;
        }
    }
}
