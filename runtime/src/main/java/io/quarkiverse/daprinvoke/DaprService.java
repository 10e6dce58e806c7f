package io.quarkiverse.daprinvoke;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sends the calls of a REST Client interface through the Dapr sidecar to the application with this app ID. The interface needs
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
 * It requires the extension {@code quarkus-rest-client}. The target and the headers of a request are checked by the rules of
 * emitters before it is sent. Calls fail with these exceptions:
 * <ul>
 * <li>{@link InvalidInvocationTargetException}: the target or a header is invalid. Nothing was sent.
 * <li>{@link SidecarUnavailableException}: the sidecar cannot be reached.
 * <li>{@link InvocationTimeoutException}: there was no response in time.
 * <li>{@link InvocationStatusException}: the sidecar itself responded with an error.
 * <li>The exceptions of REST Client: the called application responded with an error status.
 * </ul>
 * Methods that return a {@code CompletionStage} or a {@code Multi} fail with a {@code jakarta.ws.rs.ProcessingException}, whose
 * cause is one of these exceptions. All other methods fail with the exception itself.
 * <p>
 * The annotation is not a CDI qualifier. A URL in the configuration of the client, such as
 * {@code quarkus.rest-client."orders".url}, takes precedence: the client then calls that URL without the sidecar.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DaprService {

    /**
     * The app ID to call. It can contain expressions such as {@code ${orders.app-id}}, which are resolved when the application
     * starts. It must not contain placeholders. The property {@code quarkus.dapr-invoke.rest-client."orders".app-id} overrides
     * it.
     *
     * @return the app ID
     */
    String value();
}
