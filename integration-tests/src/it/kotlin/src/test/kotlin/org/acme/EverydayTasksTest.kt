package org.acme

import io.quarkiverse.daprinvoke.test.DaprSidecar
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar
import io.quarkus.test.junit.QuarkusTest
import io.smallrye.mutiny.Uni
import jakarta.inject.Inject
import java.time.Duration
import java.util.Optional
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

private val PATIENCE = Duration.ofSeconds(20)
private val ORDER = Order("o-1", "tea", 2)
private val RECEIPT = Receipt("o-1", "2 x tea")
private const val JSON = """{"id":"o-1","item":"tea","quantity":2}"""

@QuarkusTest
class EverydayTasksTest {

    @Inject
    lateinit var tasks: EverydayTasks

    @InjectDaprSidecar
    lateinit var sidecar: DaprSidecar

    private fun <T> item(call: Uni<T>) = call.await().atMost(PATIENCE)

    private fun created() = sidecar.calls("orders", "create").map { it.text() to it.header("x-tenant") }

    @Test
    fun send() {
        sidecar.on("orders", "create").reply(204)
        sidecar.on("orders", "orders/o-1").reply(204)

        tasks.send(ORDER).forEach { item(it) }

        assertEquals(listOf(JSON to null, "" to null, JSON to "acme", "" to "acme"), created())
        assertEquals(listOf("PUT" to JSON), sidecar.calls("orders", "orders/o-1").map { it.verb() to it.text() })
    }

    @Test
    fun sendAndWait() {
        sidecar.on("orders", "create").reply(204)

        tasks.sendAndWait(ORDER)

        assertEquals(listOf(JSON to null, JSON to "acme"), created())
    }

    @Test
    fun forget() {
        sidecar.on("orders", "create").reply(204)

        tasks.forget(ORDER)

        sidecar.verify("orders", "create").within(PATIENCE).times(2)
    }

    @Test
    fun request() {
        sidecar.on("orders", "create").reply(201, RECEIPT)
        sidecar.on("orders", "orders").reply(200, listOf(ORDER))
        sidecar.on("orders", "orders/o-1").reply(200, ORDER)
        sidecar.on("orders", "note").reply(204)

        assertEquals(
            listOf(RECEIPT, RECEIPT, listOf(ORDER), listOf(ORDER), ORDER, Optional.empty<String>()),
            tasks.request(ORDER, "o-1").map { item(it) }
        )
        assertEquals(listOf(null, "q=green%20tea"), sidecar.calls("orders", "orders").map { it.query() })
    }

    @Test
    fun requestAndWait() {
        sidecar.on("orders", "create").reply(201, RECEIPT)
        sidecar.on("orders", "orders").reply(200, listOf(ORDER))
        sidecar.on("orders", "orders/o-1").reply(200, ORDER)
        sidecar.on("orders", "shapes").reply(200, listOf(Shape("circle")))

        assertEquals(listOf(RECEIPT, listOf(ORDER), ORDER), tasks.requestAndWait(ORDER, "o-1"))
        assertEquals(listOf("circle"), tasks.shapes()?.map { it.name })
        assertEquals(listOf("acme"), sidecar.calls("orders", "shapes").map { it.header("x-tenant") })
    }

    @Test
    fun statusesAreRecovered() {
        sidecar.on("orders", "orders/o-1").reply(404).then().reply(200, ORDER)
        assertNull(item(tasks.notFoundIsNull("o-1")))
        assertEquals(ORDER, item(tasks.notFoundIsNull("o-1")))

        sidecar.on("orders", "orders/o-1").reply(404).then().reply(200, ORDER)
        assertEquals(Optional.empty<Order>(), item(tasks.notFoundIsEmpty("o-1")))
        assertEquals(Optional.of(ORDER), item(tasks.notFoundIsEmpty("o-1")))

        sidecar.on("orders", "create").reply(409, Conflict("sold out")).then().reply(201, RECEIPT)
        assertEquals("sold out", item(tasks.conflictIsText(ORDER)))
        assertEquals("2 x tea", item(tasks.conflictIsText(ORDER)))

        sidecar.on("orders", "create").replyText(409, """{"title":"Sold out","detail":"0 left"}""")
            .header("content-type", "application/problem+json").then().reply(500)
        assertEquals("0 left", item(tasks.problemIsText(ORDER)))
        assertEquals("POST orders/create was answered with status 500", item(tasks.problemIsText(ORDER)))
    }

    @Test
    fun statusesAreItems() {
        sidecar.on("orders", "create").reply(201, RECEIPT).then().replyText(409, "sold out")
        assertEquals("2 x tea", item(tasks.anyStatus(ORDER)))
        assertEquals("409 sold out", item(tasks.anyStatus(ORDER)))

        sidecar.on("orders", "orders/o-1").reply(304).then().reply(200, ORDER)
        assertEquals(false, item(tasks.isModified("o-1", "\"1\"")))
        assertEquals(true, item(tasks.isModified("o-1", "\"1\"")))
    }

    @Test
    fun aResponseIsPassedOn() {
        sidecar.on("orders", "create").reply(409, Conflict("sold out"))

        val response = item(tasks.passOn(ORDER))

        assertEquals(409, response.status)
        assertEquals("""{"reason":"sold out"}""", String(response.entity as ByteArray))
    }
}
