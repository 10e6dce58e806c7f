package io.quarkiverse.daprinvoke.it.types;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Payloads and responses of each kind. They go to an application that returns them, and this class reports the result. No type
 * is a parameter or a result here: only the emitters show that it is read or written.
 */
@Path("/types")
@Produces(MediaType.TEXT_PLAIN)
public class TypesResource {

    private static final String APP_ID = "orders";
    private static final String METHOD = "echo";

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Parcel, Parcel> parcels;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Parcel, String> parcelAsText;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Person, Person> people;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<List<Line>, List<Line>> lists;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Map<String, Line>, Map<String, Line>> maps;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Line[], Line[]> arrays;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Page<Line>, InvokeResponse<Page<Line>>> pages;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Shape, Shape> shapes;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Drawing, Drawing> drawings;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<List<Event>, String> events;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<List<Result<Shape>>, String> results;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<JsonObject, Ticket> tickets;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Object, String> anything;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<JsonObject, JsonObject> jsonObjects;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<JsonArray, JsonArray> jsonArrays;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<String, String> texts;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<byte[], byte[]> bytes;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    RequestEmitter<Buffer, io.vertx.mutiny.core.buffer.Buffer> buffers;

    @GET
    @Path("/record")
    public Uni<String> ofRecord() {
        return parcels.request(parcel()).map(Parcel::toString);
    }

    @GET
    @Path("/record-on-the-wire")
    public Uni<String> ofRecordOnTheWire() {
        return parcelAsText.request(parcel());
    }

    private static Parcel parcel() {
        return new Parcel(UUID.fromString("5c2fb4b6-1f1c-4b5e-8d0e-0d7a8b9c1a2b"), Parcel.Size.LARGE, Parcel.Priority.URGENT,
                LocalDate.of(2026, 11, 23), Instant.parse("2026-11-23T10:15:30Z"),
                ZonedDateTime.parse("2026-11-24T12:00:00Z"), Duration.ofMinutes(90), new BigDecimal("12.50"),
                Optional.of("fragile"), new Parcel.Address("Main Street", "Leeds"),
                List.of(new Parcel.Address("Dock 1", "Hull")));
    }

    @GET
    @Path("/class")
    public Uni<String> ofClass() {
        Person person = new Person();
        person.setName("Ada");
        person.job = new Person.Job("engineer");
        Being cat = new Being();
        cat.setName("a cat");
        person.setPets(List.of(cat));
        return people.request(person).map(Person::toString);
    }

    @GET
    @Path("/list")
    public Uni<String> ofList() {
        return lists.request(List.of(new Line("tea", 2), new Line("milk", 1))).map(lines -> lines.get(1).item());
    }

    @GET
    @Path("/map")
    public Uni<String> ofMap() {
        return maps.request(Map.of("first", new Line("tea", 2))).map(lines -> lines.get("first").toString());
    }

    @GET
    @Path("/array")
    public Uni<String> ofArray() {
        return arrays.request(new Line[] { new Line("tea", 2) }).map(Arrays::toString);
    }

    @GET
    @Path("/generic")
    public Uni<String> ofGeneric() {
        return pages.request(new Page<>(3, List.of(new Line("tea", 2))))
                .map(reply -> reply.statusCode() + " " + reply.body().items().get(0).quantity());
    }

    @GET
    @Path("/polymorphic")
    public Uni<String> ofPolymorphic() {
        return shapes.request(new Shape.Circle(new Shape.Point(1, 2), 0.5)).map(Shape::toString);
    }

    @GET
    @Path("/polymorphic-within")
    public Uni<String> ofPolymorphicWithin() {
        return drawings.request(new Drawing(new TreeMap<>(Map.of("back",
                List.of(new Shape.Box(new Shape.Point(0, 0), new Shape.Point(3, 4)),
                        new Shape.Circle(new Shape.Point(1, 2), 0.5))))))
                .map(Drawing::toString);
    }

    @GET
    @Path("/implementations")
    public Uni<String> ofImplementations() {
        return events.request(
                List.of(new Event.Started("daily", new Event.Cause("a timer")), new Event.Stopped("daily", 0)));
    }

    @GET
    @Path("/implementations-of-generic")
    public Uni<String> ofImplementationsOfGeneric() {
        return results.request(List.of(new Result.Ok<>("ok", new Shape.Circle(new Shape.Point(1, 2), 0.5)),
                new Result.Failed<>("failed", List.of(new Result.Missing("tea")))));
    }

    @GET
    @Path("/reply-only")
    public Uni<String> ofReplyOnly() {
        return tickets.request(new JsonObject().put("number", "t-1")
                .put("seat", new JsonObject().put("row", 7).put("place", "C")).put("day", "2026-11-23"))
                .map(Ticket::toString);
    }

    @GET
    @Path("/object")
    public Uni<String> ofObject() {
        return anything.request(new Complaint("the tea", 3));
    }

    @GET
    @Path("/json-object")
    public Uni<String> ofJsonObject() {
        return jsonObjects.request(new JsonObject().put("at", Instant.EPOCH).put("list", new JsonArray().add(1)))
                .map(JsonObject::encode);
    }

    @GET
    @Path("/json-array")
    public Uni<String> ofJsonArray() {
        return jsonArrays.request(new JsonArray().add("a").addNull()).map(JsonArray::encode);
    }

    @GET
    @Path("/text")
    public Uni<String> ofText() {
        return texts.request("grüner Tee, 緑茶");
    }

    @GET
    @Path("/bytes")
    public Uni<String> ofBytes() {
        return bytes.request(new byte[] { 0, -1, 127 }).map(Arrays::toString);
    }

    @GET
    @Path("/buffer")
    public Uni<String> ofBuffer() {
        return buffers.request(Buffer.buffer("buffered")).map(reply -> reply.toString(StandardCharsets.UTF_8));
    }
}
