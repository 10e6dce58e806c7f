package io.quarkiverse.daprinvoke;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The calls of this REST Client interface go through the Dapr sidecar to the application with this app ID. The interface needs
 * no URL.
 *
 * <pre>
 * &#64;RegisterRestClient(configKey = "orders")
 * &#64;DaprService("orders")
 * &#64;Path("/orders")
 * public interface OrdersClient {
 *
 *     &#64;GET
 *     &#64;Path("/{id}")
 *     Uni&lt;Order&gt; find(String id);
 * }
 * </pre>
 *
 * Needs {@code quarkus-rest-client}. Before a request is sent, its target and its headers are checked by the rules of
 * emitters; a call that breaks one fails with {@link InvalidInvocationTargetException}. A sidecar that cannot be reached is
 * {@link SidecarUnavailableException}, an answer that does not come in time is {@link InvocationTimeoutException}, and an error
 * of the sidecar itself is {@link InvocationStatusException}. Other statuses are what they are to REST Client. Methods that
 * return a {@code CompletionStage} or a {@code Multi} fail with a {@code jakarta.ws.rs.ProcessingException} that has one of
 * these as its cause, where others fail with it directly.
 * <p>
 * The annotation is no CDI qualifier. A URL in the configuration of the client, such as
 * {@code quarkus.rest-client."orders".url}, wins: the client then calls that URL, without the sidecar.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DaprService {

    /**
     * The app ID to call. May hold expressions such as {@code ${orders.app-id}}, which are resolved when the application
     * starts, but no placeholders. {@code quarkus.dapr-invoke.rest-client."orders".app-id} wins over it.
     */
    String value();
}
