package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The injection points of a generated application. Half of the emitters ask for responses, and a quarter has a placeholder.
 */
enum Injected {

    /** Emitters of text, which needs neither a reader nor a writer of JSON. */
    TEXT {
        @Override
        String type(int index) {
            return "String";
        }

        @Override
        String responseType() {
            return "String";
        }

        @Override
        String value(int index) {
            return "\"text\"";
        }
    },

    /** Emitters of JSON of one type that all share. */
    SHARED_JSON,

    /** Emitters of JSON, one in ten with a separate payload type. */
    MIXED {
        @Override
        String type(int index) {
            return index % 10 == 0 ? "Order" + index : "Order";
        }

        @Override
        Map<String, String> sources(int count) {
            Map<String, String> types = new LinkedHashMap<>();
            for (int index = 0; index < count; index += 10) {
                types.put(type(index), Sources.order(type(index)));
            }
            return types;
        }
    },

    /** No emitters: beans of the same scope, with a qualifier that has the same members. */
    ORDINARY_BEANS {
        @Override
        String field(int index) {
            return qualifier(index) + " Ordinary<Order>";
        }

        @Override
        String call(String name, int index) {
            return "Uni.createFrom().item(" + name + ".get(" + value(index) + "))";
        }

        @Override
        Map<String, String> sources(int count) {
            Map<String, String> sources = new LinkedHashMap<>();
            sources.put("Ordinary", """
                    package org.acme;

                    public interface Ordinary<T> {

                        T get(T value);
                    }
                    """);
            sources.put("Qualified", """
                    package org.acme;

                    import java.lang.annotation.Retention;
                    import java.lang.annotation.RetentionPolicy;

                    import jakarta.inject.Qualifier;

                    @Qualifier
                    @Retention(RetentionPolicy.RUNTIME)
                    public @interface Qualified {

                        String value() default "";

                        String appId() default "";

                        String methodName() default "";

                        String httpVerb() default "POST";

                        String contentType() default "";

                        String daprAddress() default "";
                    }
                    """);
            for (int first = 0; first < count; first += PRODUCERS_PER_BEAN) {
                String name = "Producers" + first / PRODUCERS_PER_BEAN;
                StringBuilder methods = new StringBuilder();
                for (int index = first; index < Math.min(count, first + PRODUCERS_PER_BEAN); index++) {
                    methods.append("""

                                @Produces
                                @ApplicationScoped
                                %s
                                Ordinary<Order> ordinary%d() {
                                    return value -> value;
                                }
                            """.formatted(qualifier(index), index));
                }
                sources.put(name, """
                        package org.acme;

                        import jakarta.enterprise.context.ApplicationScoped;
                        import jakarta.enterprise.inject.Produces;

                        @ApplicationScoped
                        public class %s {
                        %s}
                        """.formatted(name, methods));
            }
            return sources;
        }

        private String qualifier(int index) {
            return "@Qualified(" + target(index) + ")";
        }
    };

    private static final int PRODUCERS_PER_BEAN = 100;

    /**
     * @return the type of what is injected with its qualifier
     */
    String field(int index) {
        return "@DaprInvoke(" + target(index) + ") " + (isRequest(index)
                ? "RequestEmitter<" + type(index) + ", " + responseType() + ">"
                : "Emitter<" + type(index) + ">");
    }

    /**
     * @param name the name of the field
     * @return an expression of the type {@code Uni}
     */
    String call(String name, int index) {
        return name + (isRequest(index) ? ".request(" : ".send(") + (hasPlaceholder(index)
                ? "InvokeMethodParameters.of(" + value(index) + ").binding(\"id\", \"7\")"
                : value(index)) + ")";
    }

    /**
     * @param count how many different ones are injected
     * @return the sources that go with them
     */
    Map<String, String> sources(int count) {
        return Map.of();
    }

    String type(int index) {
        return "Order";
    }

    String responseType() {
        return "Receipt";
    }

    String value(int index) {
        return "new " + type(index) + "(\"1\", 1)";
    }

    static String target(int index) {
        return "appId = \"app" + index / 10 + "\", methodName = \"method" + index + (hasPlaceholder(index) ? "/{id}" : "")
                + "\"";
    }

    private static boolean isRequest(int index) {
        return index % 2 == 1;
    }

    private static boolean hasPlaceholder(int index) {
        return index % 8 / 2 == 1;
    }
}
