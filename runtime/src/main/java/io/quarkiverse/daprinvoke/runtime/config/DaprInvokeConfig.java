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

    /** What the names of all properties start with. */
    String ROOT = "quarkus.dapr-invoke.";

    /**
     * The base address of the Dapr sidecar, such as {@code http://127.0.0.1:3500}. A path is kept, user information is
     * refused. For a Unix domain socket, {@code unix:} and its absolute path, such as
     * {@code unix:/run/dapr/dapr-orders-http.socket}; that needs {@code quarkus.vertx.prefer-native-transport=true} and Netty's
     * native transport on the class path, and a JVM: native executables of Quarkus 3 have no native transport.
     */
    @ConfigDocDefault("DAPR_HTTP_ENDPOINT, else http:// with DAPR_SIDECAR_IP or 127.0.0.1 and DAPR_HTTP_PORT or 3500")
    Optional<String> endpoint();

    /**
     * The Dapr API token, sent to the sidecar as the header {@code dapr-api-token}. Leave it out if the sidecar requires
     * none: it would hand the header on to the called application.
     */
    @ConfigDocDefault("DAPR_API_TOKEN")
    Optional<String> apiToken();

    /**
     * The names of headers of the current inbound HTTP request that are passed on with each call made within that request,
     * with all their values. A header that the call itself sets is not doubled. Headers that no call may carry, such as
     * {@code dapr-app-id}, {@code host} or {@code content-type}, cannot be named.
     */
    @ConfigDocDefault("none")
    Optional<List<String>> propagateHeaders();

    /**
     * Headers of the calls of all emitters, by name. A value may hold placeholders. It replaces a header of the same name that
     * {@code propagate-headers} passes on. Headers that no call may carry, such as {@code dapr-app-id}, {@code host} or
     * {@code content-type}, are refused.
     */
    @ConfigDocMapKey("header-name")
    Map<String, Optional<String>> headers();

    /**
     * How long it may take to open a connection to the sidecar.
     */
    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * How long a call may take, from the wait for a connection to the last byte of the response. The sidecar retries by itself
     * for some seconds when the called application cannot be reached, so a much shorter time hides its answer. If the payload
     * or the response is streamed, it is how long nothing may move.
     */
    @WithDefault("60s")
    Duration requestTimeout();

    /**
     * The HTTP version of calls to the sidecar: {@code 1.1} or {@code 2}. With 2, all calls of one event loop share a
     * connection. Calls above the sidecar's limit of concurrent streams, 250 by default, wait. Without TLS, HTTP/2 is not
     * negotiated, so the sidecar must support it, as it does by default.
     */
    @WithDefault("1.1")
    String httpVersion();

    /**
     * The maximum number of calls to one sidecar at a time, over all event loops of the application. Further calls wait.
     * With HTTP/1.1 each of them uses a separate connection. An idle connection stays open for {@code idle-timeout}. When
     * there are more than twice as many connections as this, a connection is closed at the end of its call.
     */
    @WithDefault("100")
    int poolSize();

    /**
     * The maximum number of calls to one sidecar that wait for others to end. Further calls fail at once.
     */
    @WithDefault("1000")
    int maxWaitQueueSize();

    /**
     * How long a connection stays open without a call.
     */
    @WithDefault("60s")
    Duration idleTimeout();

    /**
     * Above which size a payload is sent compressed with gzip. The called application must accept
     * {@code Content-Encoding: gzip}; one of Quarkus does with {@code quarkus.http.enable-decompression=true}. Streams, files
     * and multipart forms that are read while they are sent are not compressed, nor is a payload of a call that sets
     * {@code content-encoding} itself.
     */
    @ConfigDocDefault("payloads are not compressed")
    Optional<MemorySize> gzipAbove();

    /**
     * How large the body of a response may be that is held in memory, and each value of a streamed response. A larger one fails
     * the
     * call.
     */
    @WithDefault("10M")
    MemorySize maxResponseSize();

    /**
     * How large the body of a response may be that is written to a temporary file, because the type of the response is
     * {@code Path}. A larger one fails the call.
     */
    @WithDefault("1G")
    MemorySize maxResponseFileSize();

    /**
     * How long the application waits for calls under way when it stops. Those that have not ended by then fail. Dev and test
     * mode do not wait.
     * <p>
     * It has no effect on calls that belong to HTTP requests of the application unless {@code quarkus.shutdown.timeout} is set:
     * without it, Quarkus closes the connections of these requests first.
     */
    @WithDefault("10s")
    Duration shutdownTimeout();

    /**
     * The name of the TLS configuration for a sidecar behind {@code https}. If no configuration has that name, the
     * application does not start.
     */
    @ConfigDocDefault("the default TLS configuration, if there is one")
    Optional<String> tlsConfigurationName();

    /**
     * The app IDs that may be called, and no others. They are compared as they are written: letter case counts, and so does
     * a namespace. Set it where an app ID has placeholders, because their values come from outside.
     */
    @ConfigDocDefault("any app ID may be called")
    Optional<List<String>> allowedAppIds();

    /**
     * Whether an annotation or configuration may name, in the place of an app ID, a URL such as
     * {@code http://host:8080/path}, which the sidecar then calls. Neither a placeholder nor a parameter of a call ever may.
     */
    @WithDefault("false")
    boolean allowUrlAppIds();

    /**
     * Retries of calls that failed. They are off by default.
     */
    RetryConfig retry();

    /**
     * The readiness check of the sidecar, in an application with {@code quarkus-smallrye-health}.
     */
    HealthConfig health();

    /**
     * Failures of calls in resources of Quarkus REST.
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
     * REST Client interfaces whose calls go through the sidecar, by the {@code configKey} of their
     * {@code @RegisterRestClient} or by the name of the interface. The map serves the documentation: see
     * {@link ServiceProperties} for how the properties are read.
     */
    @WithName("rest-client")
    @ConfigDocMapKey("client")
    Map<String, ServiceConfig> restClients();

    /**
     * One REST Client interface.
     */
    interface ServiceConfig {

        /**
         * The app ID that the calls of the interface go to through the sidecar. Without {@code @DaprService} on the interface
         * the property must be known when the application is built; its value may be changed later. May be a URL if
         * {@code quarkus.dapr-invoke.allow-url-app-ids} is set.
         */
        @ConfigDocDefault("the value of @DaprService")
        Optional<String> appId();

        /**
         * For which statuses calls fail with {@code InvocationStatusException}: {@code sidecar} for errors of the sidecar
         * itself, {@code all} for all statuses outside 2xx. For others REST Client has its own exceptions. Exception mappers
         * of the application come first.
         */
        @ConfigDocDefault("sidecar")
        Optional<String> statusExceptions();
    }

    /**
     * The readiness check.
     */
    interface HealthConfig {

        /**
         * How long the sidecar may take to answer whether it is ready, the connection included. One that takes longer counts
         * as not ready.
         */
        @WithDefault("2s")
        Duration timeout();
    }

    /**
     * Failures of calls in resources of Quarkus REST.
     */
    interface RestConfig {

        /**
         * Which statuses of called applications the client of a resource receives, with the body and its content type, instead
         * of {@code 502 Bad Gateway}: {@code off}, {@code 4xx} or {@code all}. Errors of the sidecar itself, and the statuses
         * 407, 408, 421, 426 and 431, are a {@code 502} with each of these values.
         */
        @WithDefault("off")
        String passThroughStatus();
    }

    /**
     * Retries of all emitters.
     */
    interface RetryConfig {

        /**
         * How often a call is tried at most, the first time included. With 1 nothing is tried again. All attempts share the
         * request timeout of the call.
         */
        @WithDefault("1")
        int maxAttempts();

        /**
         * How long a call waits before its second attempt, at most. The time doubles with each further attempt.
         */
        @WithDefault("100ms")
        Duration initialBackOff();

        /**
         * How long a call waits before any attempt, at most, unless the header {@code Retry-After} of an answer asks for
         * more.
         */
        @WithDefault("5s")
        Duration maxBackOff();

        /**
         * Which part of the wait is left to chance, from 0 to 1, so that calls that failed together are not repeated
         * together. With 0.5 a call waits for half to all of the time.
         */
        @WithDefault("0.5")
        double jitter();

        /**
         * The statuses after which a call is tried again, if its verb is one of {@code verbs}. Empty for none.
         */
        @WithDefault("429,502,503,504")
        Optional<List<Integer>> statuses();

        /**
         * The verbs whose calls are tried again even if the called application may have seen them. Calls with other verbs
         * are tried again only if nothing of them was sent. Name {@code POST} or {@code PATCH} only if it does no harm that
         * a call is handled twice. Empty for none.
         */
        @WithDefault("GET,HEAD,PUT,DELETE,OPTIONS")
        Optional<List<String>> verbs();
    }
}
