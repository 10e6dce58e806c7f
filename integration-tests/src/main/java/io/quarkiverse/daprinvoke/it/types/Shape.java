package io.quarkiverse.daprinvoke.it.types;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Shape.Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Shape.Box.class, name = "box") })
public sealed interface Shape {

    record Circle(Point centre, double radius) implements Shape {
    }

    record Box(Point from, Point to) implements Shape {
    }

    record Point(int x, int y) {
    }
}
