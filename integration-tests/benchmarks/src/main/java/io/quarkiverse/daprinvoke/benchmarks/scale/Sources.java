package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of the generated applications.
 */
final class Sources {

    /** How many injection points one bean has. */
    private static final int POINTS_PER_BEAN = 10;

    static final String PROPERTIES = """
            quarkus.http.host=127.0.0.1
            quarkus.http.port=0
            """;

    private static final String CALLER = """
            package org.acme;

            import io.smallrye.mutiny.Uni;

            public interface Caller {

                int size();

                Object injected(int index);

                Uni<?> call(int index);
            }
            """;

    private static final String ORDER = """
            package org.acme;

            public record %s(String id, int amount) {
            }
            """;

    private static final String SCALE_RESOURCE = """
            package org.acme;

            import java.lang.management.ManagementFactory;
            import java.util.Collections;
            import java.util.IdentityHashMap;
            import java.util.List;
            import java.util.Set;
            import java.util.stream.Collectors;
            import java.util.stream.IntStream;

            import jakarta.inject.Inject;
            import jakarta.ws.rs.GET;
            import jakarta.ws.rs.POST;
            import jakarta.ws.rs.Path;

            import io.quarkus.arc.All;
            import io.quarkus.arc.ClientProxy;
            import io.smallrye.common.annotation.Blocking;
            import io.smallrye.mutiny.Multi;

            @Path("/scale")
            @Blocking
            public class ScaleResource {

                @Inject
                @All
                List<Caller> callers;

                /** Calls each emitter once, some at a time. */
                @POST
                @Path("/call")
                public String call() {
                    return Multi.createFrom().iterable(callers)
                            .onItem().transformToMulti(caller -> Multi.createFrom().range(0, caller.size())
                                    .onItem().transformToUni(index -> caller.call(index).replaceWith(index)).concatenate())
                            .merge(50)
                            .collect().with(Collectors.counting())
                            .map(String::valueOf).await().indefinitely();
                }

                /** Makes the instance of each bean, without a call. */
                @POST
                @Path("/instantiate")
                public String instantiate() {
                    Set<Object> instances = Collections.newSetFromMap(new IdentityHashMap<>());
                    callers.forEach(caller -> IntStream.range(0, caller.size()).mapToObj(caller::injected)
                            .map(ClientProxy::unwrap).forEach(instances::add));
                    return String.valueOf(instances.size());
                }

                /** How many bytes are used, on the heap and elsewhere, once nothing more can be collected. */
                @GET
                @Path("/memory")
                public String memory() throws InterruptedException {
                    var memory = ManagementFactory.getMemoryMXBean();
                    long least = Long.MAX_VALUE;
                    for (int round = 0; round < 10; round++) {
                        System.gc();
                        least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
                        // The cleanup of other processes takes a moment
                        Thread.sleep(200);
                    }
                    return least + " " + memory.getNonHeapMemoryUsage().getUsed();
                }
            }
            """;

    private static final String START_RESOURCE = """
            package org.acme;

            import jakarta.ws.rs.GET;
            import jakarta.ws.rs.Path;
            %s
            @Path("/start")
            public class StartResource {
            %s
                @GET
                public Order get() {
                    return %s;
                }
            }
            """;

    private Sources() {
    }

    /** The dependency on the extension. */
    static final String EXTENSION = """
                    <dependency>
                        <groupId>io.quarkiverse.daprinvoke</groupId>
                        <artifactId>quarkus-dapr-invoke</artifactId>
                        <version>999-SNAPSHOT</version>
                    </dependency>
            """;

    /** The dependency on the REST client of Quarkus. */
    static final String REST_CLIENT = """
                    <dependency>
                        <groupId>io.quarkus</groupId>
                        <artifactId>quarkus-rest-client-jackson</artifactId>
                    </dependency>
            """;

    /**
     * @param dependency a dependency beside that on Quarkus REST, may be empty
     */
    static String pom(String artifactId, String dependency) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
                    <modelVersion>4.0.0</modelVersion>
                    <!-- For the versions of Quarkus and of the plugins -->
                    <parent>
                        <groupId>io.quarkiverse.daprinvoke</groupId>
                        <artifactId>quarkus-dapr-invoke-parent</artifactId>
                        <version>999-SNAPSHOT</version>
                        <relativePath/>
                    </parent>
                    <groupId>org.acme</groupId>
                    <artifactId>%s</artifactId>
                    <version>1.0.0</version>
                    <!-- What the parent does for the extension's own sources is no part of an application's build -->
                    <properties>
                        <enforcer.skip>true</enforcer.skip>
                        <format.skip>true</format.skip>
                        <maven.buildNumber.skip>true</maven.buildNumber.skip>
                        <maven.source.skip>true</maven.source.skip>
                    </properties>
                    <dependencies>
                %s        <dependency>
                            <groupId>io.quarkus</groupId>
                            <artifactId>quarkus-rest-jackson</artifactId>
                        </dependency>
                    </dependencies>
                    <build>
                        <plugins>
                            <plugin>
                                <groupId>io.quarkus</groupId>
                                <artifactId>quarkus-maven-plugin</artifactId>
                                <extensions>true</extensions>
                                <executions>
                                    <execution>
                                        <goals>
                                            <goal>build</goal>
                                        </goals>
                                    </execution>
                                </executions>
                            </plugin>
                        </plugins>
                    </build>
                </project>
                """.formatted(artifactId, dependency);
    }

    /**
     * An application with many injection points.
     *
     * @param points how many injection points it has
     * @param different how many different beans these inject
     */
    static Map<String, String> callers(int points, int different, Injected injected) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("Caller", CALLER);
        sources.put("Order", order("Order"));
        sources.put("Receipt", order("Receipt"));
        sources.put("ScaleResource", SCALE_RESOURCE);
        sources.putAll(injected.sources(different));
        for (int first = 0; first < points; first += POINTS_PER_BEAN) {
            String name = "Caller" + first / POINTS_PER_BEAN;
            sources.put(name, caller(name, first, Math.min(points - first, POINTS_PER_BEAN), different, injected));
        }
        return sources;
    }

    /**
     * @return a type of payloads
     */
    static String order(String name) {
        return ORDER.formatted(name);
    }

    private static String caller(String name, int first, int count, int different, Injected injected) {
        StringBuilder fields = new StringBuilder();
        StringBuilder calls = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String field = "field" + i;
            int index = (first + i) % different;
            fields.append("    @Inject\n    ").append(injected.field(index)).append(' ').append(field).append(";\n\n");
            calls.append("            case %d -> %s;\n".formatted(i, injected.call(field, index)));
            names.append("            case %d -> %s;\n".formatted(i, field));
        }
        return """
                package org.acme;

                import jakarta.enterprise.context.ApplicationScoped;
                import jakarta.inject.Inject;

                import io.quarkiverse.daprinvoke.DaprInvoke;
                import io.quarkiverse.daprinvoke.Emitter;
                import io.quarkiverse.daprinvoke.InvokeMethodParameters;
                import io.quarkiverse.daprinvoke.RequestEmitter;
                import io.smallrye.mutiny.Uni;

                @ApplicationScoped
                public class %s implements Caller {

                %s    @Override
                    public int size() {
                        return %d;
                    }

                    @Override
                    public Object injected(int index) {
                        return switch (index) {
                %s            default -> throw new IndexOutOfBoundsException(index);
                        };
                    }

                    @Override
                    public Uni<?> call(int index) {
                        return switch (index) {
                %s            default -> throw new IndexOutOfBoundsException(index);
                        };
                    }
                }
                """.formatted(name, fields, count, names, calls);
    }

    /**
     * A small REST application.
     *
     * @param extension whether it injects an emitter; nothing else differs
     */
    static Map<String, String> start(boolean extension) {
        return Map.of("Order", order("Order"), "StartResource", START_RESOURCE.formatted(
                extension ? """

                        import jakarta.inject.Inject;

                        import io.quarkiverse.daprinvoke.DaprInvoke;
                        import io.quarkiverse.daprinvoke.RequestEmitter;
                        """ : "",
                extension ? """

                            @Inject
                            @DaprInvoke(appId = "orders", methodName = "create")
                            RequestEmitter<Order, Order> emitter;
                        """ : "",
                extension ? "new Order(emitter == null ? \"none\" : \"1\", 1)" : "new Order(\"1\", 1)"));
    }

    /**
     * A small REST application that takes and gives JSON, and makes calls.
     *
     * @param emitter whether it injects an emitter of the name {@code emitter}
     * @param restClient whether it injects a REST client of the name {@code client}
     * @param call an expression that makes one call
     */
    static Map<String, String> caller(boolean emitter, boolean restClient, String call) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("Order", order("Order"));
        sources.put("StartResource", """
                package org.acme;

                import jakarta.inject.Inject;
                import jakarta.ws.rs.GET;
                import jakarta.ws.rs.POST;
                import jakarta.ws.rs.Path;

                @Path("/start")
                public class StartResource {
                %s
                    @GET
                    public Order get() {
                        return new Order("1", 1);
                    }

                    @POST
                    public Order post(Order order) {
                        return order;
                    }

                    /** Makes calls, up to 16 concurrently, and prints their duration in microseconds. */
                    @GET
                    @Path("/calls")
                    public io.smallrye.mutiny.Uni<String> calls(@org.jboss.resteasy.reactive.RestQuery int count) {
                        long started = System.nanoTime();
                        Order order = new Order("1", 1);
                        return io.smallrye.mutiny.Multi.createFrom().range(0, count)
                                .onItem().transformToUni(number -> %s).merge(16)
                                .filter(reply -> reply.amount() == 1)
                                .collect().with(java.util.stream.Collectors.counting())
                                .map(done -> {
                                    if (done != count) {
                                        throw new IllegalStateException(done + " replies");
                                    }
                                    return String.valueOf((System.nanoTime() - started) / 1000);
                                });
                    }
                }
                """.formatted(emitter ? """
                    @Inject
                    @io.quarkiverse.daprinvoke.DaprInvoke(appId = "orders", methodName = "create")
                    io.quarkiverse.daprinvoke.RequestEmitter<Order, Order> emitter;
                """ : restClient ? """
                    @Inject
                    @org.eclipse.microprofile.rest.client.inject.RestClient
                    OrdersClient client;
                """ : "", call));
        if (restClient) {
            sources.put("OrdersClient", """
                    package org.acme;

                    import io.smallrye.mutiny.Uni;
                    import jakarta.ws.rs.POST;
                    import jakarta.ws.rs.Path;

                    @Path("/create")
                    @org.eclipse.microprofile.rest.client.inject.RegisterRestClient(configKey = "orders")
                    public interface OrdersClient {

                        @POST
                        Uni<Order> create(Order order);
                    }
                    """);
        }
        return sources;
    }
}
