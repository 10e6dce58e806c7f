package io.quarkiverse.daprinvoke.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/**
 * Dapr Invoke
 */
@ConfigMapping(prefix = "quarkus.dapr-invoke")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface DaprInvokeConfig {

    /** The prefix of the names of all properties. */
    String ROOT = "quarkus.dapr-invoke.";

    /**
     * The base URL of the Dapr sidecar: {@code http://} or {@code https://}, a host, an optional port and an optional path. It
     * takes precedence over Dapr's environment variables.
     * <p>
     * The path is put before the path of each call. User information, a query and a fragment are refused. To use a Unix domain
     * socket, set {@code unix:} and the absolute path of the socket, for example
     * {@code unix:/run/dapr/dapr-orders-http.socket}. A socket requires {@code quarkus.vertx.prefer-native-transport=true},
     * Netty's native transport on the class path, and a JVM. Native executables of Quarkus 3 have no native transport.
     * <p>
     * Example: {@code quarkus.dapr-invoke.endpoint=http://127.0.0.1:3500}
     */
    @ConfigDocDefault("DAPR_HTTP_ENDPOINT, else http:// with DAPR_SIDECAR_IP or 127.0.0.1 and DAPR_HTTP_PORT or 3500")
    Optional<String> endpoint();

    /**
     * The Dapr API token. Each call sends it to the configured sidecar in the header {@code dapr-api-token}. It takes
     * precedence over the environment variable {@code DAPR_API_TOKEN}.
     * <p>
     * Set it only if the sidecar requires a token, preferably with the environment variable. A sidecar without a token forwards
     * the header to the called application.
     * <p>
     * Example: {@code quarkus.dapr-invoke.api-token=s3cret}
     */
    @ConfigDocDefault("DAPR_API_TOKEN")
    Optional<String> apiToken();

    /**
     * The names of the headers that each call copies from the current inbound HTTP request, with all their values. Separate
     * names with commas.
     * <p>
     * A header that the call, the emitter or {@code quarkus.dapr-invoke.headers} sets takes precedence. Headers that no call
     * can carry, such as {@code dapr-app-id}, {@code host} or {@code content-type}, are refused.
     * <p>
     * Example: {@code quarkus.dapr-invoke.propagate-headers=x-request-id,x-tenant}
     */
    @ConfigDocDefault("none")
    Optional<List<String>> propagateHeaders();

    /**
     * A header of the calls of all emitters, by its name. The value can contain placeholders.
     * <p>
     * It overrides a header of the same name that {@code propagate-headers} copies. The annotation and the configuration of an
     * emitter, and the call itself, override it. Headers that no call can carry, such as {@code dapr-app-id}, {@code host} or
     * {@code content-type}, are refused.
     * <p>
     * Example: {@code quarkus.dapr-invoke.headers.x-tenant=acme}
     */
    @ConfigDocMapKey("header-name")
    @ConfigDocDefault("none")
    Map<String, Optional<String>> headers();

    /**
     * The maximum time to open a connection to the sidecar: 1 millisecond to 1 day. A number without a unit is seconds.
     * <p>
     * Example: {@code quarkus.dapr-invoke.connect-timeout=2s}
     */
    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * The maximum time of a call, from the wait for a connection to the last byte of the response: 1 millisecond to 365 days. A
     * number without a unit is seconds.
     * <p>
     * The timeout covers all attempts of a call. If the payload or the response is streamed, it limits the time without any
     * progress instead. The sidecar retries for some seconds when it cannot reach the called application. A much shorter
     * timeout hides the error that the sidecar then returns. The property {@code request-timeout} of an emitter overrides it.
     * <p>
     * Example: {@code quarkus.dapr-invoke.request-timeout=5s}
     */
    @WithDefault("60s")
    Duration requestTimeout();

    /**
     * The HTTP version of calls to the sidecar: {@code 1.1} or {@code 2}.
     * <p>
     * With {@code 2}, all calls of one event loop share a connection. Calls beyond the sidecar's limit of concurrent streams
     * (250 by default) wait. Without TLS, the version is not negotiated, so the sidecar must support HTTP/2. It does by
     * default.
     * <p>
     * Example: {@code quarkus.dapr-invoke.http-version=2}
     */
    @WithDefault("1.1")
    String httpVersion();

    /**
     * The maximum number of concurrent calls to one sidecar, over all event loops of the application: 1 or more. Further calls
     * wait in the wait queue.
     * <p>
     * With HTTP/1.1 each call uses a separate connection. An idle connection stays open for {@code idle-timeout}. If more than
     * twice as many connections as this are open (and more than 32), a connection is closed at the end of its call.
     * <p>
     * Example: {@code quarkus.dapr-invoke.pool-size=200}
     */
    @WithDefault("100")
    int poolSize();

    /**
     * The maximum number of calls in the wait queue of one sidecar: 0 or more. Further calls fail at once with
     * {@code SidecarUnavailableException}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.max-wait-queue-size=500}
     */
    @WithDefault("1000")
    int maxWaitQueueSize();

    /**
     * The time after which an idle connection is closed: 1 second to 365 days. A number without a unit is seconds.
     * <p>
     * Example: {@code quarkus.dapr-invoke.idle-timeout=30s}
     */
    @WithDefault("60s")
    Duration idleTimeout();

    /**
     * The payload size in bytes above which a payload is compressed with gzip. The suffixes {@code K}, {@code M} and {@code G}
     * are powers of 1024. The property {@code gzip-above} of an emitter overrides it.
     * <p>
     * The called application must accept {@code Content-Encoding: gzip}. A Quarkus application accepts it with
     * {@code quarkus.http.enable-decompression=true}. Streams, files and multipart forms that are read while they are sent are
     * not compressed. A payload is not compressed if the call sets {@code content-encoding} itself.
     * <p>
     * Example: {@code quarkus.dapr-invoke.gzip-above=8K}
     */
    @ConfigDocDefault("payloads are not compressed")
    Optional<MemorySize> gzipAbove();

    /**
     * The maximum size in bytes of a response body that is held in memory, and of each value of a streamed response: at least 1
     * and less than 2 GiB. The suffixes {@code K}, {@code M} and {@code G} are powers of 1024. A larger response fails the call
     * with {@code ResponseDecodingException}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.max-response-size=50M}
     */
    @WithDefault("10M")
    MemorySize maxResponseSize();

    /**
     * The maximum size in bytes of a response body that is written to a temporary file, because the response type is
     * {@code Path}: at least 1 and less than 8 EiB. The suffixes {@code K}, {@code M}, {@code G} and {@code T} are powers of
     * 1024. A larger response fails the call with {@code ResponseDecodingException}.
     * <p>
     * Example: {@code quarkus.dapr-invoke.max-response-file-size=4G}
     */
    @WithDefault("1G")
    MemorySize maxResponseFileSize();

    /**
     * The maximum time for which a graceful shutdown waits for in-flight calls: 0 to 1 day. A number without a unit is seconds.
     * Calls that are still in flight after that time fail. Dev and test mode do not wait.
     * <p>
     * Also set {@code quarkus.shutdown.timeout}. Without it, Quarkus closes the connections of inbound HTTP requests first, and
     * this property has no effect on the calls that belong to them.
     * <p>
     * Example: {@code quarkus.dapr-invoke.shutdown-timeout=20s}
     */
    @WithDefault("10s")
    Duration shutdownTimeout();

    /**
     * The name of the TLS configuration ({@code quarkus.tls."name"}) for a sidecar with an {@code https} address. If no
     * configuration has that name, the application does not start.
     * <p>
     * Example: {@code quarkus.dapr-invoke.tls-configuration-name=sidecar}
     */
    @ConfigDocDefault("the default TLS configuration, if there is one")
    Optional<String> tlsConfigurationName();

    /**
     * The allow-list of app IDs: calls to all other app IDs fail. Separate app IDs with commas. An app ID must be equal to an
     * entry, including letter case and namespace.
     * <p>
     * Set it if an app ID has placeholders, because a caller can choose their values. The property {@code allowed-app-ids} of
     * an emitter overrides it.
     * <p>
     * Example: {@code quarkus.dapr-invoke.allowed-app-ids=orders,billing.production}
     */
    @ConfigDocDefault("any app ID may be called")
    Optional<List<String>> allowedAppIds();

    /**
     * Whether an annotation or the configuration can name a URL, such as {@code http://host:8080/path}, in place of an app ID.
     * The sidecar then calls that URL. Placeholders and parameters of a call can never be a URL.
     * <p>
     * Example: {@code quarkus.dapr-invoke.allow-url-app-ids=true}
     */
    @WithDefault("false")
    boolean allowUrlAppIds();

    /**
     * Retries of failed calls. Retries are off by default.
     */
    RetryConfig retry();

    /**
     * The readiness check of the sidecar, in an application with {@code quarkus-smallrye-health}.
     */
    HealthConfig health();

    /**
     * Error responses of REST endpoints (Quarkus REST) when a call fails.
     */
    RestConfig rest();

    /**
     * Configuration of single emitters, by the name in their {@code @DaprInvoke}. The map serves the documentation: see
     * {@link ConfiguredEmitter} for how the properties are read.
     */
    @WithName("emitter")
    @ConfigDocMapKey("name")
    Map<String, EmitterConfig> emitters();

    /**
     * REST Client interfaces whose calls go through the sidecar, by the {@code configKey} of their {@code @RegisterRestClient}
     * or by the name of the interface. The map serves the documentation: see {@link ServiceProperties} for how the properties
     * are read.
     */
    @WithName("rest-client")
    @ConfigDocMapKey("client")
    Map<String, ServiceConfig> restClients();

    /**
     * The readiness check.
     */
    interface HealthConfig {

        /**
         * The maximum time of a readiness check, including the connection to the sidecar: 1 millisecond to 365 days. A number
         * without a unit is seconds. If the sidecar does not respond in time, the application is not ready.
         * <p>
         * Example: {@code quarkus.dapr-invoke.health.timeout=1s}
         */
        @WithDefault("2s")
        Duration timeout();
    }

    /**
     * Error responses of REST endpoints (Quarkus REST).
     */
    interface RestConfig {

        /**
         * The statuses of called applications that a REST endpoint returns to its client, with the body and its content type,
         * instead of {@code 502 Bad Gateway}: {@code off} (none), {@code 4xx} or {@code all}.
         * <p>
         * Errors of the sidecar itself, and the statuses 407, 408, 421, 426 and 431, always become a {@code 502}.
         * <p>
         * Example: {@code quarkus.dapr-invoke.rest.pass-through-status=4xx}
         */
        @WithDefault("off")
        String passThroughStatus();
    }
}
