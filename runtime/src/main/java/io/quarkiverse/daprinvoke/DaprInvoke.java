package io.quarkiverse.daprinvoke;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.Objects;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
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
 * <p>
 * The values of {@link #headers()} may hold placeholders, too. Their values are not encoded. A value that must not be sent in a
 * header, for example one with a line break, fails the call in the same way.
 *
 * <h2>Precedence</h2>
 * What a call says with {@link InvokeMethodParameters} wins over the configuration of the emitter's {@link #name() name},
 * which wins over what is written here. Headers are compared one by one, by their names.
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

    /**
     * Headers of each call, each as {@code "name: value"}, such as {@code "x-tenant: acme"} or {@code "x-user: {user}"}. The
     * name is the text before the first colon. Spaces and tabs around name and value are dropped. The name is fixed; the value
     * may hold expressions and placeholders. A header whose value is empty once its expressions are resolved counts as not
     * declared.
     * <p>
     * A header of the same name, ignoring letter case, that the call or the configuration of the emitter sets replaces it. It
     * replaces one of {@code quarkus.dapr-invoke.headers} and one of the current request that
     * {@code quarkus.dapr-invoke.propagate-headers} names.
     * <p>
     * The build refuses what no call may carry, see {@link InvokeMethodParameters#header(String, String)}, and a name that is
     * declared twice.
     * <p>
     * Headers do not tell emitters apart, because CDI does not compare arrays. So the build also refuses two injection points
     * of one type that differ in nothing else. Give one of them a {@link #name() name}.
     *
     * @return the headers, none by default
     */
    @Nonbinding
    String[] headers() default {};

    /**
     * Whether the status 404 is an empty response and not an {@link InvocationStatusException}: {@code Optional.empty()} if the
     * type of the response is an {@link java.util.Optional}, else {@code null}. An error of the sidecar itself, for example
     * because it does not find the application, stays a failure. It has no effect on {@code send} and {@code exchange}.
     * <p>
     * A wrong method name is answered with 404 as well, and then looks like a value that does not exist.
     *
     * @return whether 404 is an empty response, {@code false} by default
     */
    boolean notFoundIsEmpty() default false;

    /**
     * A {@code @DaprInvoke} made in code, to look up an emitter or to replace it in a test:
     *
     * <pre>
     * {@literal @}Inject {@literal @}Any Instance&lt;Emitter&lt;Order&gt;&gt; emitters;
     *
     * emitters.select(DaprInvoke.Literal.builder().appId("orders").methodName("create").build()).get();
     * QuarkusMock.installMockForType(mock, new TypeLiteral&lt;Emitter&lt;Order&gt;&gt;() {}, literal);
     * </pre>
     *
     * It makes no emitter, but finds that of an injection point that declares the same members. Headers do not count, so it has
     * none.
     */
    final class Literal extends AnnotationLiteral<DaprInvoke> implements DaprInvoke {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final String appId;
        private final String methodName;
        private final String httpVerb;
        private final String contentType;
        private final String daprAddress;
        private final boolean notFoundIsEmpty;

        private Literal(Builder builder) {
            name = builder.name;
            appId = builder.appId;
            methodName = builder.methodName;
            httpVerb = builder.httpVerb;
            contentType = builder.contentType;
            daprAddress = builder.daprAddress;
            notFoundIsEmpty = builder.notFoundIsEmpty;
        }

        /**
         * @return a builder whose members have the defaults of the annotation
         */
        public static Builder builder() {
            return new Builder();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String appId() {
            return appId;
        }

        @Override
        public String methodName() {
            return methodName;
        }

        @Override
        public String httpVerb() {
            return httpVerb;
        }

        @Override
        public String contentType() {
            return contentType;
        }

        @Override
        public String daprAddress() {
            return daprAddress;
        }

        @Override
        public String[] headers() {
            return new String[0];
        }

        @Override
        public boolean notFoundIsEmpty() {
            return notFoundIsEmpty;
        }

        /**
         * Sets the members that the injection point declares, as they are written there. Nothing is checked here, because the
         * build checks the injection point. No argument may be {@code null}.
         */
        public static final class Builder {

            private String name = "";
            private String appId = "";
            private String methodName = "";
            private String httpVerb = "POST";
            private String contentType = "";
            private String daprAddress = "";
            private boolean notFoundIsEmpty;

            private Builder() {
            }

            /** @return this builder */
            public Builder name(String name) {
                this.name = Objects.requireNonNull(name, "name");
                return this;
            }

            /** @return this builder */
            public Builder appId(String appId) {
                this.appId = Objects.requireNonNull(appId, "appId");
                return this;
            }

            /** @return this builder */
            public Builder methodName(String methodName) {
                this.methodName = Objects.requireNonNull(methodName, "methodName");
                return this;
            }

            /** @return this builder */
            public Builder httpVerb(String httpVerb) {
                this.httpVerb = Objects.requireNonNull(httpVerb, "httpVerb");
                return this;
            }

            /** @return this builder */
            public Builder contentType(String contentType) {
                this.contentType = Objects.requireNonNull(contentType, "contentType");
                return this;
            }

            /** @return this builder */
            public Builder daprAddress(String daprAddress) {
                this.daprAddress = Objects.requireNonNull(daprAddress, "daprAddress");
                return this;
            }

            /** @return this builder */
            public Builder notFoundIsEmpty(boolean notFoundIsEmpty) {
                this.notFoundIsEmpty = notFoundIsEmpty;
                return this;
            }

            /**
             * @return the annotation
             */
            public Literal build() {
                return new Literal(this);
            }
        }
    }
}
