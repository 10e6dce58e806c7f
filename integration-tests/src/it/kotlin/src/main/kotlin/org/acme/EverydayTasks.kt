package org.acme

import io.quarkiverse.daprinvoke.DaprInvoke
import io.quarkiverse.daprinvoke.Emitter
import io.quarkiverse.daprinvoke.InvocationStatusException
import io.quarkiverse.daprinvoke.InvocationStatusException.status
import io.quarkiverse.daprinvoke.InvokeMethodParameters
import io.quarkiverse.daprinvoke.RequestEmitter
import io.quarkiverse.daprinvoke.rest.PassThrough
import io.smallrye.mutiny.Uni
import io.smallrye.mutiny.subscription.Cancellable
import jakarta.inject.Inject
import jakarta.inject.Singleton
import jakarta.ws.rs.core.Response
import java.time.Duration
import java.util.Optional

data class Order(val id: String, val item: String, val quantity: Int)

data class Receipt(val orderId: String, val text: String)

data class Conflict(val reason: String)

open class Shape(val name: String)

/** What applications do every day, in one line each. */
@Singleton
class EverydayTasks(
    @param:DaprInvoke(appId = "orders", methodName = "note", httpVerb = "GET")
    private val note: RequestEmitter<Void, Optional<String>>,
) {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    lateinit var orders: Emitter<Order>

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    lateinit var create: RequestEmitter<Order, Receipt>

    @Inject
    @DaprInvoke(appId = "orders", methodName = "orders/{id}", httpVerb = "GET")
    lateinit var find: RequestEmitter<Void, Order>

    @Inject
    @DaprInvoke(appId = "orders", methodName = "orders", httpVerb = "GET")
    lateinit var list: RequestEmitter<Void, List<Order>>

    @Inject
    @DaprInvoke(appId = "orders", methodName = "orders/{id}", httpVerb = "GET", notFoundIsEmpty = true)
    lateinit var maybe: RequestEmitter<Void, Optional<Order>>

    @Inject
    @DaprInvoke(name = "shapes", appId = "orders", methodName = "shapes", httpVerb = "GET",
            headers = ["x-tenant: acme"])
    lateinit var shapes: RequestEmitter<Void, List<Shape>>

    fun send(order: Order): List<Uni<Void?>> {
        val payload: Uni<Void?> = orders.send(order)
        val nothing: Uni<Void?> = orders.send()
        val header: Uni<Void?> = orders.send(InvokeMethodParameters.of(order).header("x-tenant", "acme"))
        val onlyHeader: Uni<Void?> = orders.send(InvokeMethodParameters.of<Order>(null).header("x-tenant", "acme"))
        val elsewhere: Uni<Void?> = orders.send(
            InvokeMethodParameters.of(order).httpVerb("PUT").methodName("orders/{id}").binding("id", order.id)
        )
        return listOf(payload, nothing, header, onlyHeader, elsewhere)
    }

    fun sendAndWait(order: Order) {
        orders.sendAndAwait(order)
        orders.sendAndAwait(InvokeMethodParameters.of(order).header("x-tenant", "acme"))
    }

    fun forget(order: Order): Cancellable {
        orders.sendAndForget(order)
        return orders.sendAndForget(InvokeMethodParameters.of(order).header("x-tenant", "acme"))
    }

    fun request(order: Order, id: String): List<Uni<*>> {
        val receipt: Uni<Receipt?> = create.request(order)
        val inTime: Uni<Receipt?> = create.request(InvokeMethodParameters.of(order).timeout(Duration.ofSeconds(2)))
        val all: Uni<List<Order>?> = list.request()
        val some: Uni<List<Order>?> = list.request(InvokeMethodParameters.none().query("q", "green tea"))
        val one: Uni<Order?> = find.request(InvokeMethodParameters.none().binding("id", id))
        val empty: Uni<Optional<String>?> = note.request()
        return listOf(receipt, inTime, all, some, one, empty)
    }

    fun requestAndWait(order: Order, id: String): List<Any?> {
        val receipt: Receipt? = create.requestAndAwait(InvokeMethodParameters.of(order).header("x-tenant", "acme"))
        val all: List<Order>? = list.requestAndAwait()
        val one: Order? = find.requestAndAwait(InvokeMethodParameters.none().binding("id", id))
        return listOf(receipt, all, one)
    }

    fun shapes(): List<Shape>? = shapes.requestAndAwait()

    fun notFoundIsNull(id: String): Uni<Order?> =
        find.request(InvokeMethodParameters.none().binding("id", id)).onFailure(status(404)).recoverWithNull()

    fun notFoundIsEmpty(id: String): Uni<Optional<Order>?> =
        maybe.request(InvokeMethodParameters.none().binding("id", id))

    fun conflictIsText(order: Order): Uni<String> =
        create.request(order).map { it!!.text }
            .onFailure(status(409)).recoverWithItem { failure ->
                (failure as InvocationStatusException).bodyAs(Conflict::class.java)!!.reason
            }

    fun problemIsText(order: Order): Uni<String> =
        create.request(order).map { it!!.text }
            .onFailure(InvocationStatusException::class.java).recoverWithItem { failure ->
                (failure as InvocationStatusException).problem().map { it.detail() }.orElse(failure.message)
            }

    fun anyStatus(order: Order): Uni<String> =
        create.exchange(order).map { response ->
            if (response.isSuccess) response.body()!!.text
            else "${response.statusCode()} ${response.bodyAs(String::class.java)}"
        }

    fun isModified(id: String, etag: String): Uni<Boolean> =
        find.exchange(InvokeMethodParameters.none().binding("id", id).header("if-none-match", etag)).map { !it.`is`(304) }

    fun passOn(order: Order): Uni<Response> = orders.exchange(order).map(PassThrough::response)
}
