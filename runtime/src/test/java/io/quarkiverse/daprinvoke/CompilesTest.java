package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Intuitive calls compile and use the expected overload. Meaningless calls do not compile.
 */
class CompilesTest {

    private static final String EMITTERS = """
            import static io.quarkiverse.daprinvoke.InvocationStatusException.status;
            import io.quarkiverse.daprinvoke.*;
            import io.smallrye.mutiny.Uni;
            import io.smallrye.mutiny.subscription.Cancellable;
            import io.vertx.core.buffer.Buffer;
            import java.time.Duration;
            import java.util.*;

            abstract class Tasks {
                record Order(String id) {}
                record Receipt(String id) {}
                interface Shape {}
                record Circle(int radius) implements Shape {}
                Emitter<Order> orders;
                Emitter<Object> any;
                Emitter<Shape> shapes;
                Emitter<CharSequence> text;
                Emitter<Void> nothing;
                RequestEmitter<Order, Receipt> create;
                RequestEmitter<Void, Order> find;
                RequestEmitter<Void, Optional<Order>> maybe;
                RequestEmitter<Void, List<Order>> list;
                Order order;
                Object unknown;
                @SuppressWarnings("unused")
                void task() {
                    %s
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {
            "Uni<Void> a = orders.send(order);",
            "Uni<Void> a = orders.send();",
            "Order none = null; Uni<Void> a = orders.send(none);",
            "Uni<Void> a = orders.send((InvokeMethodParameters<Order>) null);",
            "Uni<Void> a = orders.send(InvokeMethodParameters.of(order).header(\"a\", \"b\"));",
            "Uni<Void> a = orders.send(InvokeMethodParameters.of(null));",
            "Uni<Void> a = orders.send(InvokeMethodParameters.<Order> of(null).header(\"a\", \"b\"));",
            "orders.sendAndAwait(); orders.sendAndAwait(order); orders.sendAndAwait(InvokeMethodParameters.of(order));",
            "Cancellable c = orders.sendAndForget(); c = orders.sendAndForget(order);"
                    + " c = orders.sendAndForget(InvokeMethodParameters.of(order));",
            "Uni<InvokeResponse<Buffer>> a = orders.exchange(); a = orders.exchange(order);"
                    + " a = orders.exchange(InvokeMethodParameters.of(order));",
            "InvokeResponse<Buffer> a = orders.exchangeAndAwait(); a = orders.exchangeAndAwait(order);"
                    + " a = orders.exchangeAndAwait(InvokeMethodParameters.of(order));",
            "Uni<Receipt> a = create.request(); a = create.request(order);"
                    + " a = create.request(InvokeMethodParameters.of(order).timeout(Duration.ofSeconds(2)));",
            "Receipt a = create.requestAndAwait(); a = create.requestAndAwait(order);"
                    + " a = create.requestAndAwait(InvokeMethodParameters.of(order));",
            "Uni<InvokeResponse<Receipt>> a = create.exchange(); a = create.exchange(order);"
                    + " a = create.exchange(InvokeMethodParameters.of(order));",
            "InvokeResponse<Receipt> a = create.exchangeAndAwait(); a = create.exchangeAndAwait(order);",
            "Uni<Order> a = find.request(InvokeMethodParameters.none().binding(\"id\", \"1\"));",
            "Order a = find.requestAndAwait(InvokeMethodParameters.none().query(\"a\", \"b\"));",
            "Uni<Order> a = find.request(InvokeMethodParameters.none()).onFailure(status(404)).recoverWithNull();",
            "Uni<Order> a = find.request().onFailure(status(404).or(status(410))).recoverWithNull();",
            "Uni<Optional<Order>> a = maybe.request(InvokeMethodParameters.none().binding(\"id\", \"1\"));",
            "List<Order> a = list.requestAndAwait();",
            "Uni<Void> a = nothing.send(); a = nothing.send(InvokeMethodParameters.none().header(\"a\", \"b\"));",
            "Uni<Void> a = any.send(null); a = any.send(order); a = any.send(unknown);"
                    + " a = any.send(InvokeMethodParameters.of(order).header(\"a\", \"b\"));",
            "Uni<Void> a = shapes.send(new Circle(1)); a = shapes.send(InvokeMethodParameters.of(new Circle(1)).header(\"a\", \"b\"));",
            "Uni<Void> a = text.send(\"x\"); a = text.send(InvokeMethodParameters.of(\"x\").header(\"a\", \"b\"));",
            "Uni<String> a = create.exchange(order).map(r -> r.isSuccess() ? r.body().id() : r.bodyAs(Order.class).id());",
            "Uni<Receipt> a = create.request(order).onFailure(status(409))"
                    + ".recoverWithItem(x -> ((InvocationStatusException) x).bodyAs(Receipt.class));",
            "class Injected { @DaprInvoke(name = \"orders\") Emitter<Order> e; }",
            "Invoker<Order, ?> both = orders; both = create; Uni<Void> a = both.send(order);" })
    void whatIsMeantCompiles(String task) {
        assertThat(errors(task)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "orders.send(null);|ambiguous",
            "create.request(null);|ambiguous",
            "orders.send(InvokeMethodParameters.of(\"text\").header(\"a\", \"b\"));|no suitable method",
            "orders.send(InvokeMethodParameters.none());|no suitable method",
            "orders.send(\"text\");|no suitable method",
            "orders.request(order);|cannot find symbol",
            "create.exchange(order).map(r -> r.status());|cannot find symbol",
            "class Injected { @DaprInvoke(\"orders\") Emitter<Order> e; }|value()",
            "Emitter<Order> e = create;|incompatible types" })
    void whatIsMeaninglessDoesNot(String task, String error) {
        assertThat(errors(task)).hasSize(1).first().asString().contains(error);
    }

    private static List<String> errors(String task) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///Tasks.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return EMITTERS.formatted(task);
            }
        };
        // Nothing is written
        compiler.getTask(null, null, diagnostics,
                List.of("-proc:none", "-classpath", System.getProperty("java.class.path"), "-XDshould-stop.ifNoError=FLOW"),
                null, List.of(source)).call();
        return diagnostics.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(d -> d.getMessage(Locale.ROOT)).collect(Collectors.toList());
    }
}
