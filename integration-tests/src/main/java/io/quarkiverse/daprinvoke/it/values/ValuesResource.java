package io.quarkiverse.daprinvoke.it.values;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * Streams of values, forms and files. No type of a value is a parameter or a result here: nothing but the emitters says that it
 * is read or written.
 */
@Path("/values")
@Produces(MediaType.TEXT_PLAIN)
public class ValuesResource {

    private static final String APP_ID = "orders";
    private static final String SAME = "called/same";

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = SAME)
    RequestEmitter<String, Multi<Row>> rows;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = SAME, contentType = "text/event-stream")
    RequestEmitter<String, Multi<ServerSentEvent<News>>> news;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = SAME)
    RequestEmitter<Multi<Sale>, String> sales;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = "called/form", contentType = MediaType.APPLICATION_FORM_URLENCODED)
    RequestEmitter<Map<String, Object>, String> fields;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = "called/form")
    RequestEmitter<MultiMap, String> form;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = "called/upload")
    RequestEmitter<Multipart, String> upload;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = SAME)
    RequestEmitter<java.nio.file.Path, java.nio.file.Path> files;

    @GET
    @Path("/reply")
    public Uni<String> reply(@RestQuery String contentType, @RestQuery String body) {
        return text(rows.request(InvokeMethodParameters.of(body).contentType(contentType)));
    }

    @GET
    @Path("/events")
    public Uni<String> events() {
        String body = "id: 7\nevent: added\nretry: 20\ndata: {\"title\":\"Tea\",\ndata: \"author\":{\"name\":\"Ada\"}}\n\ndata\n\n";
        return text(news.request(body).map(events -> events
                .map(event -> event.id() + " " + event.event() + " " + event.data() + " " + event.retry())));
    }

    @GET
    @Path("/payload")
    public Uni<String> payload(@RestQuery String contentType) {
        Multi<Sale> two = Multi.createFrom().items(new Sale("tea", new Sale.Price(2, "EUR")), new Sale("milk", null));
        return sales.request(InvokeMethodParameters.of(two).contentType(contentType));
    }

    @GET
    @Path("/form")
    public Uni<String> form() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("user", "a&b");
        values.put("role", List.of("x", 1));
        return fields.request(values);
    }

    @GET
    @Path("/multi-map")
    public Uni<String> multiMap() {
        return form.request(MultiMap.caseInsensitiveMultiMap().add("user", "ü=").add("role", "x").add("role", "y z"));
    }

    @GET
    @Path("/multipart")
    public Uni<String> multipart() {
        return withFile("a,b", file -> upload.request(Multipart.form().field("title", "Q3 ü")
                .file("report", file, "q3.csv", "text/csv")
                .bytes("logo", "lo\"go", "text/plain", Buffer.buffer("logo"))
                .stream("log", "a.log", "text/plain", Multi.createFrom().items("one ", "two").map(Buffer::buffer))));
    }

    @GET
    @Path("/file")
    public Uni<String> file() {
        return withFile("what it holds", file -> files.request(file).emitOn(Infrastructure.getDefaultWorkerPool())
                .map(reply -> {
                    try {
                        return Files.readString(reply);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    } finally {
                        delete(reply);
                    }
                }));
    }

    private static Uni<String> text(Uni<? extends Multi<?>> reply) {
        return reply.flatMap(values -> values.map(String::valueOf).collect().asList()).map(values -> String.join("; ", values));
    }

    private static Uni<String> withFile(String content, Function<java.nio.file.Path, Uni<String>> call) {
        return Uni.createFrom().item(content).emitOn(Infrastructure.getDefaultWorkerPool()).flatMap(text -> {
            java.nio.file.Path file = write(text);
            return call.apply(file).emitOn(Infrastructure.getDefaultWorkerPool()).eventually(() -> delete(file));
        });
    }

    private static java.nio.file.Path write(String content) {
        try {
            return Files.writeString(Files.createTempFile("payload", ".txt"), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(java.nio.file.Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
