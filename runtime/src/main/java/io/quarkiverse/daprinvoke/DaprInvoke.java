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
 * Declares at the injection point of an {@link Emitter} or a {@link RequestEmitter} which method of which application the
 * emitter invokes through the Dapr sidecar.
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
 * Every member can contain configuration expressions such as {@code ${orders.app-id}}. They are resolved once, when the
 * application starts. An expression without a value fails the start.
 * <p>
 * {@link #appId()}, {@link #methodName()}, {@link #httpVerb()} and the values of {@link #headers()} can contain placeholders
 * such as {@code {id}}. They are resolved for each call, from {@link InvokeMethodParameters#binding(String, String)}, else from
 * the path parameters of the current request if the application uses Quarkus REST. A placeholder without a value, or with a
 * value that is not allowed, fails the call with {@link InvalidInvocationTargetException}. Nothing is sent then.
 * <p>
 * In a target, the value of a placeholder is the text of one path segment. It is percent-encoded. It must not contain a slash,
 * a backslash, a percent sign, a question mark, a number sign or a control character, and must not make a dot segment. In a
 * header, the value is not encoded. It must not contain a character that is not allowed in a header, such as a line break.
 *
 * <h2>Precedence</h2>
 * {@link InvokeMethodParameters} of a call override the configuration of the emitter's {@link #name() name}, which overrides
 * this annotation. Headers are overridden one by one, by their names.
 * <p>
 * The build checks all members, except for expressions and placeholders whose values it does not have.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({ FIELD, PARAMETER })
public @interface DaprInvoke {

    /**
     * The name of the emitter, which is the key of its configuration {@code quarkus.dapr-invoke.emitter."name".*}. A named
     * emitter can take all other members from that configuration. All injection points with one name must have the same
     * members.
     *
     * @return the name, empty (the default) for an emitter that cannot be configured
     */
    String name() default "";

    /**
     * The Dapr app ID of the application to call, optionally with a namespace: {@code orders} or {@code orders.production}.
     * <p>
     * It can also be a URL without placeholders, such as {@code http://host:8080/path}, which the sidecar then calls. The
     * application starts with it only if {@code quarkus.dapr-invoke.allow-url-app-ids} is {@code true} ({@code false} by
     * default). The sidecar sends the headers of the call to that host.
     * <p>
     * If the app ID has placeholders, set the allow-list {@code quarkus.dapr-invoke.allowed-app-ids}.
     *
     * @return the app ID, empty (the default) to take it from configuration
     */
    String appId() default "";

    /**
     * The method to invoke: the path below the root of the called application, such as {@code create} or {@code orders/{id}},
     * optionally with {@code ?} and a query. A leading slash is removed. A single slash invokes the root.
     *
     * @return the method name, empty (the default) to take it from configuration
     */
    String methodName() default "";

    /**
     * The HTTP verb: {@code GET}, {@code HEAD}, {@code POST}, {@code PUT}, {@code DELETE}, {@code OPTIONS}, {@code TRACE} or
     * {@code PATCH}, in any letter case. Other verbs are refused, because the sidecar would replace them with {@code POST}.
     *
     * @return the verb, {@code POST} by default
     */
    String httpVerb() default "POST";

    /**
     * The content type of the payload.
     *
     * @return the content type, empty (the default) for the content type of the payload's type: {@code text/plain} for
     *         {@code CharSequence}, {@code application/octet-stream} for {@code byte[]}, {@code ByteBuffer} and {@code Buffer},
     *         else {@code application/json}
     */
    String contentType() default "";

    /**
     * The base URL of the sidecar that this emitter uses, such as {@code http://127.0.0.1:3501}, or {@code unix:} and the
     * absolute path of its Unix domain socket. The Dapr API token is sent to it only if it is the configured sidecar.
     *
     * @return the address, empty (the default) for the configured sidecar
     */
    String daprAddress() default "";

    /**
     * Headers of each call, each as {@code "name: value"}, such as {@code "x-tenant: acme"} or {@code "x-user: {user}"}. The
     * name is the text before the first colon. Spaces and tabs around the name and the value are removed. The value can contain
     * expressions and placeholders, the name cannot. A header whose value is empty after its expressions are resolved is not
     * sent.
     * <p>
     * A header of the same name, in any letter case, that the call or the configuration of the emitter sets overrides it. It
     * overrides {@code quarkus.dapr-invoke.headers} and the headers of the current request that
     * {@code quarkus.dapr-invoke.propagate-headers} names.
     * <p>
     * The build refuses headers that no call can carry, see {@link InvokeMethodParameters#header(String, String)}, and a name
     * that is declared twice.
     * <p>
     * Two injection points of one type must not differ in their headers only, because CDI does not compare arrays. The build
     * refuses them. Give one of them a {@link #name() name}.
     *
     * @return the headers, none by default
     */
    @Nonbinding
    String[] headers() default {};

    /**
     * Whether a response with the status 404 is empty instead of an {@link InvocationStatusException}. An empty response is
     * {@code Optional.empty()} if the response type is an {@link java.util.Optional}, else {@code null}. An error of the
     * sidecar itself remains a failure, for example if it does not find the application. The member has no effect on
     * {@code send} and {@code exchange}.
     * <p>
     * A wrong method name also leads to the status 404. The response is then empty as well.
     *
     * @return whether 404 is an empty response, {@code false} by default
     */
    boolean notFoundIsEmpty() default false;

    /**
     * An instance of {@code @DaprInvoke}, to look up an emitter or to replace it in a test:
     *
     * <pre>
     * {@literal @}Inject {@literal @}Any Instance&lt;Emitter&lt;Order&gt;&gt; emitters;
     *
     * emitters.select(DaprInvoke.Literal.builder().appId("orders").methodName("create").build()).get();
     * QuarkusMock.installMockForType(mock, new TypeLiteral&lt;Emitter&lt;Order&gt;&gt;() {}, literal);
     * </pre>
     *
     * It does not create an emitter. It finds the emitter of an injection point with the same members. Headers are not
     * compared, so it has none.
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
         * Sets the members of the injection point, as they are written there. The builder checks nothing, because the build
         * checks the injection point. Arguments must not be {@code null}.
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
