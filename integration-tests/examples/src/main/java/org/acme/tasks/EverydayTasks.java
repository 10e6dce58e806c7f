package org.acme.tasks;

import static io.quarkiverse.daprinvoke.InvocationStatusException.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import org.acme.calls.Order;
import org.acme.calls.Receipt;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.ProblemDetails;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.rest.PassThrough;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * What applications do every day, in one line each.
 */
@Singleton
public class EverydayTasks {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Order> orders;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Order, Receipt> create;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "orders/{id}", httpVerb = "GET")
    RequestEmitter<Void, Order> find;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "orders", httpVerb = "GET")
    RequestEmitter<Void, List<Order>> list;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "note", httpVerb = "GET")
    RequestEmitter<Void, Optional<String>> note;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "orders/{id}", httpVerb = "GET", notFoundIsEmpty = true)
    RequestEmitter<Void, Optional<Order>> maybe;

    @Inject
    @DaprInvoke(name = "payments", appId = "orders", methodName = "pay", headers = { "x-tenant: acme", "x-region: {region}" })
    Emitter<Order> payments;

    @Inject
    @Any
    Instance<Emitter<Order>> emitters;

    @RegisterForReflection
    public record Conflict(String reason) {
    }

    List<Uni<Void>> send(Order order) {
        Uni<Void> payload = orders.send(order);
        Uni<Void> nothing = orders.send();
        Uni<Void> header = orders.send(InvokeMethodParameters.of(order).header("x-tenant", "acme"));
        Uni<Void> onlyHeader = orders.send(InvokeMethodParameters.<Order> of(null).header("x-tenant", "acme"));
        Uni<Void> elsewhere = orders.send(InvokeMethodParameters.of(order)
                .httpVerb("PUT").methodName("orders/{id}").binding("id", order.id()));
        return List.of(payload, nothing, header, onlyHeader, elsewhere);
    }

    void sendAndWait(Order order) {
        orders.sendAndAwait(order);
        orders.sendAndAwait(InvokeMethodParameters.of(order).header("x-tenant", "acme"));
    }

    void forget(Order order) {
        orders.sendAndForget(order);
        Cancellable call = orders.sendAndForget(InvokeMethodParameters.of(order).header("x-tenant", "acme"));
    }

    Uni<Void> pay(Order order) {
        return payments.send(InvokeMethodParameters.of(order).binding("region", "eu"));
    }

    Uni<Void> payOnce(Order order) {
        return payments.send(InvokeMethodParameters.of(order).binding("region", "eu")
                .header("idempotency-key", "\"" + order.id() + "\""));
    }

    Uni<Void> lookedUp(Order order) {
        Emitter<Order> create = emitters
                .select(DaprInvoke.Literal.builder().appId("orders").methodName("create").build())
                .get();
        return create.send(order);
    }

    List<Uni<?>> request(Order order, String id) {
        Uni<Receipt> receipt = create.request(order);
        Uni<Receipt> inTime = create.request(InvokeMethodParameters.of(order).timeout(Duration.ofSeconds(2)));
        Uni<List<Order>> all = list.request();
        Uni<List<Order>> some = list.request(InvokeMethodParameters.none().query("q", "green tea"));
        Uni<Order> one = find.request(InvokeMethodParameters.none().binding("id", id));
        Uni<Optional<String>> empty = note.request();
        return List.of(receipt, inTime, all, some, one, empty);
    }

    List<Object> requestAndWait(Order order, String id) {
        Receipt receipt = create.requestAndAwait(InvokeMethodParameters.of(order).header("x-tenant", "acme"));
        List<Order> all = list.requestAndAwait();
        Order one = find.requestAndAwait(InvokeMethodParameters.none().binding("id", id));
        return List.of(receipt, all, one);
    }

    Uni<Order> notFoundIsNull(String id) {
        return find.request(InvokeMethodParameters.none().binding("id", id))
                .onFailure(status(404)).recoverWithNull();
    }

    Uni<Optional<Order>> notFoundIsEmpty(String id) {
        return maybe.request(InvokeMethodParameters.none().binding("id", id));
    }

    Uni<String> conflictIsText(Order order) {
        return create.request(order).map(Receipt::text)
                .onFailure(status(409)).recoverWithItem(failure -> {
                    InvocationStatusException answer = (InvocationStatusException) failure;
                    return answer.bodyAs(Conflict.class).reason();
                });
    }

    Uni<String> problemIsText(Order order) {
        return create.request(order).map(Receipt::text)
                .onFailure(InvocationStatusException.class).recoverWithItem(failure -> {
                    InvocationStatusException answer = (InvocationStatusException) failure;
                    return answer.problem().map(ProblemDetails::detail).orElse(answer.getMessage());
                });
    }

    Uni<String> anyStatus(Order order) {
        return create.exchange(order)
                .map(response -> response.isSuccess() ? response.body().text()
                        : response.statusCode() + " " + response.bodyAs(String.class));
    }

    Uni<Boolean> isModified(String id, String etag) {
        Uni<InvokeResponse<Order>> response = find.exchange(InvokeMethodParameters.none()
                .binding("id", id).header("if-none-match", etag));
        return response.map(found -> !found.is(304));
    }

    Uni<Response> passOn(Order order) {
        return orders.exchange(order).map(PassThrough::response);
    }
}
