package io.quarkiverse.daprinvoke;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

/**
 * Declares, at the injection point of an {@link Emitter} or a {@link RequestEmitter}, which method of which application
 * the emitter invokes through the Dapr sidecar.
 *
 * <pre>
 * {@literal @}Inject
 * {@literal @}DaprInvoke(appId = "orders", methodName = "create")
 * RequestEmitter&lt;Order, Receipt&gt; create;
 *
 * Uni&lt;Receipt&gt; receipt = create.request(order);
 * </pre>
 *
 * <h2>Expressions and placeholders</h2>
 * Every member may hold configuration expressions such as {@code ${orders.app-id}}; they are resolved once, when the
 * application starts, and an expression without a value fails the start.
 * <p>
 * {@link #appId()}, {@link #methodName()} and {@link #httpVerb()} may hold placeholders such as {@code {id}}; they are
 * resolved for each call, from {@link InvokeMethodParameters#binding(String, String)}, else from the path parameters of
 * the current request if the application uses Quarkus REST. A placeholder that nothing resolves, or whose value may not
 * stand where the placeholder stands, fails the call with {@link InvalidInvocationTargetException} and nothing is sent.
 * The value of a placeholder is the text of one path segment: it is percent-encoded, and a value that holds a slash, a
 * backslash, a percent sign, a question mark, a number sign or a control character, or that would make a dot segment, is
 * rejected rather than repaired.
 *
 * <h2>Precedence</h2>
 * What a call says with {@link InvokeMethodParameters} wins over the configuration of the emitter's {@link
 * #name() name}, which wins over what is written here.
 * <p>
 * All members are checked when the application is built, as far as they are known there.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({ FIELD, PARAMETER })
public @interface DaprInvoke {

    /**
     * The name of the emitter, which is the key of its configuration {@code quarkus.dapr-invoke.emitter."name".*}. A named
     * emitter may leave the other members to that configuration; one name stands for one declaration in an application.
     *
     * @return the name, empty (the default) for an emitter that cannot be configured
     */
    String name() default "";

    /**
     * The app ID of the application to call, as Dapr knows it, optionally with one namespace: {@code orders} or
     * {@code orders.production}.
     * <p>
     * It may also be a URL without placeholders, such as {@code http://host:8080/path}, which the sidecar then calls; the
     * application only starts with it if {@code quarkus.dapr-invoke.allow-url-app-ids} is true. The sidecar hands the
     * headers of the call on to that host.
     * <p>
     * If the app ID has placeholders, say with {@code quarkus.dapr-invoke.allowed-app-ids} which applications may be
     * called.
     *
     * @return the app ID, empty (the default) to take it from configuration
     */
    String appId() default "";

    /**
     * The method to invoke: the path below the called application's root, such as {@code create} or {@code orders/{id}},
     * which may be followed by {@code ?} and a query. A leading slash is dropped; a lone slash invokes the root.
     *
     * @return the method name, empty (the default) to take it from configuration
     */
    String methodName() default "";

    /**
     * The HTTP verb: {@code GET}, {@code HEAD}, {@code POST}, {@code PUT}, {@code DELETE}, {@code OPTIONS}, {@code TRACE} or
     * {@code PATCH}, in any letter case. Others are refused, because the sidecar would silently make them a {@code POST}.
     *
     * @return the verb, {@code POST} by default
     */
    String httpVerb() default "POST";

    /**
     * The content type of the payload.
     *
     * @return the content type, empty (the default) for the one that goes with the payload's type: {@code text/plain} for
     *         {@code CharSequence}, {@code application/octet-stream} for {@code byte[]}, {@code ByteBuffer} and {@code Buffer},
     *         else {@code application/json}
     */
    String contentType() default "";

    /**
     * The base address of the sidecar that this emitter uses, such as {@code http://127.0.0.1:3501}, or {@code unix:}
     * and the absolute path of its Unix domain socket. The Dapr API token is sent to the configured sidecar only, not to this
     * one unless it is the same.
     *
     * @return the address, empty (the default) for the configured sidecar
     */
    String daprAddress() default "";
}
