package io.quarkiverse.daprinvoke.test.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.BuildContext;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * In a native image Jackson reads and writes only classes that the build registered. The extension does it for the types of
 * its emitters, so that the application need not; a build step here writes down what is registered.
 */
class ReflectionTest {

    private static final String HIERARCHIES = "reflective-hierarchies.txt";
    private static final String CLASSES = "reflective-classes.txt";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest
            .app(Order.class, Line.class, Receipt.class, Discount.class, Refund.class, Shape.class, Circle.class, Point.class,
                    Drawing.class, Animal.class, Cat.class,
                    Whiskers.class, First.class, Second.class, Items.class, Item.class, Result.class, Success.class,
                    Grade.class, Failure.class, Reason.class, Detail.class, Maybe.class, Some.class, Streamed.class,
                    StreamedWithHead.class)
            .addBuildChainCustomizer(ReflectionTest::writeDown);

    public record Order(List<Line> lines) {
    }

    public record Line(String item) {
    }

    public record Receipt(String number) {
    }

    public record Discount(int percent) {
    }

    public record Refund(int cents) {
    }

    public interface Shape {
    }

    public record Circle(Point centre) implements Shape {
    }

    public record Point(int x, int y) {
    }

    public record Drawing(Map<String, Optional<Animal[]>> animals) {
    }

    public static class Animal {
    }

    public static class Cat extends Animal {
        public Whiskers whiskers;
    }

    public enum Whiskers {
        LONG
    }

    public record First(int number) {
    }

    public record Second(int number) {
    }

    public static class Items extends ArrayList<Item> {
    }

    public record Item(int number) {
    }

    public interface Result<T> {
    }

    public record Success<T>(T value, Grade grade) implements Result<T> {
    }

    public record Failure<T, R extends Reason, D extends Detail>(R reason, List<? extends D> details) implements Result<T> {
    }

    public static class Reason {
        public int code;
    }

    public record Detail(String text) {
    }

    public enum Grade {
        GOOD
    }

    public record Maybe(int number) {
    }

    public record Some(int number) {
    }

    public record Streamed(int number) {
    }

    public record StreamedWithHead(int number) {
    }

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<Maybe>> optional;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Optional<Some>>> optionalBodyOfResponse;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Multi<Streamed>> streamed;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Multi<StreamedWithHead>>> streamedWithHead;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<List<First>, List<Second>> listThereAndAnotherBack;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Items, Result<String>> genericsAbove;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<List<Shape>, Drawing> subtypesOfElements;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Discount, InvokeResponse<Receipt>> recordAndBodyOfResponse;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<List<Order>, Refund[]> genericAndArray;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<JsonObject>> json;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, Void> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Buffer, InvokeResponse<io.vertx.mutiny.core.buffer.Buffer>> bytes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Object, JsonArray> anything;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<JsonObject> withoutReply;

    private static void writeDown(BuildChainBuilder chain) {
        chain.addBuildStep(context -> {
            List<String> hierarchies = new ArrayList<>();
            for (ReflectiveHierarchyBuildItem item : context.consumeMulti(ReflectiveHierarchyBuildItem.class)) {
                hierarchies.add(item.getType() + " " + item.getSource());
            }
            write(context, HIERARCHIES, hierarchies);
        }).consumes(ReflectiveHierarchyBuildItem.class).produces(GeneratedResourceBuildItem.class).build();
        chain.addBuildStep(context -> {
            List<String> classes = new ArrayList<>();
            for (ReflectiveClassBuildItem item : context.consumeMulti(ReflectiveClassBuildItem.class)) {
                if (item.isConstructors() && item.isMethods() && item.isFields()) {
                    classes.addAll(item.getClassNames());
                }
            }
            write(context, CLASSES, classes);
        }).consumes(ReflectiveClassBuildItem.class).produces(GeneratedResourceBuildItem.class).build();
    }

    private static void write(BuildContext context, String resource, List<String> lines) {
        context.produce(new GeneratedResourceBuildItem(resource, String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(String resource) throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void isForWhatJacksonReadsAndWritesAndForNothingElse() throws IOException {
        assertThat(read(HIERARCHIES)).filteredOn(line -> line.contains(" @DaprInvoke > ")).containsExactlyInAnyOrder(
                registered(Discount.class.getName(), "recordAndBodyOfResponse"),
                registered(Receipt.class.getName(), "recordAndBodyOfResponse"),
                registered("java.util.List<" + Order.class.getName() + ">", "genericAndArray"),
                registered(Order.class.getName(), "genericAndArray"),
                registered(Line.class.getName(), "genericAndArray"),
                registered(Refund.class.getName() + "[]", "genericAndArray"),
                registered(Refund.class.getName(), "genericAndArray"),
                registered("java.util.List<" + First.class.getName() + ">", "listThereAndAnotherBack"),
                registered(First.class.getName(), "listThereAndAnotherBack"),
                registered("java.util.List<" + Second.class.getName() + ">", "listThereAndAnotherBack"),
                registered(Second.class.getName(), "listThereAndAnotherBack"),
                registered(Items.class.getName(), "genericsAbove"),
                registered(Item.class.getName(), "genericsAbove"),
                registered(Result.class.getName() + "<java.lang.String>", "genericsAbove"),
                registered(Result.class.getName(), "genericsAbove"),
                registered(Success.class.getName(), "genericsAbove"),
                registered(Failure.class.getName(), "genericsAbove"),
                registered(Reason.class.getName(), "genericsAbove"),
                registered(Detail.class.getName(), "genericsAbove"),
                registered("java.util.List<" + Shape.class.getName() + ">", "subtypesOfElements"),
                registered(Shape.class.getName(), "subtypesOfElements"),
                registered(Drawing.class.getName(), "subtypesOfElements"),
                registered(Circle.class.getName(), "subtypesOfElements"),
                registered(Animal.class.getName(), "subtypesOfElements"),
                registered(Cat.class.getName(), "subtypesOfElements"),
                registered(Maybe.class.getName(), "optional"),
                registered(Some.class.getName(), "optionalBodyOfResponse"),
                registered(Streamed.class.getName(), "streamed"),
                registered(StreamedWithHead.class.getName(), "streamedWithHead"));
        assertThat(read(CLASSES)).doesNotContain(InvokeResponse.class.getName());
    }

    private static String registered(String type, String field) {
        return type + " @DaprInvoke > " + ReflectionTest.class.getName() + "#" + field;
    }

    @Test
    void reachesTheClassesWithinThem() throws IOException {
        assertThat(read(CLASSES)).contains(Order.class.getName(), Line.class.getName(), Receipt.class.getName(),
                Discount.class.getName(), Refund.class.getName());
    }

    @Test
    void reachesBothListsAndWhatGenericTypesLeadTo() throws IOException {
        assertThat(read(CLASSES)).contains(First.class.getName(), Second.class.getName(), Items.class.getName(),
                Item.class.getName(), Result.class.getName(), Success.class.getName(), Grade.class.getName(),
                Failure.class.getName(), Reason.class.getName(), Detail.class.getName());
    }

    @Test
    void reachesWhatMayBeInACollection() throws IOException {
        assertThat(read(CLASSES)).contains(Shape.class.getName(), Circle.class.getName(), Point.class.getName(),
                Drawing.class.getName(), Animal.class.getName(), Cat.class.getName(), Whiskers.class.getName());
    }
}
