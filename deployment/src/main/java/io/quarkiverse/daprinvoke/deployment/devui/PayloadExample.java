package io.quarkiverse.daprinvoke.deployment.devui;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;
import org.jboss.jandex.TypeVariable;

/**
 * Creates an example value of a type, as plain maps, lists and scalars, in the shape of the JSON of a payload. It considers
 * fields and the most common annotations of Jackson, so it can be wrong if the application configures Jackson differently.
 */
final class PayloadExample {

    private static final DotName JSON_PROPERTY = DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
    private static final DotName JSON_IGNORE = DotName.createSimple("com.fasterxml.jackson.annotation.JsonIgnore");
    private static final DotName OBJECT = DotName.createSimple(Object.class);
    private static final DotName ENUM = DotName.createSimple(Enum.class);
    private static final DotName BYTE = DotName.createSimple("byte");

    /** Limits the depth, because a generic type that contains itself can lead to ever new types. */
    private static final int DEPTH = 10;

    private static final Map<String, Object> SCALARS = scalars();

    /** A stream of values is entered as a list. */
    private static final Set<String> COLLECTIONS = Set.of("io.smallrye.mutiny.Multi", "java.util.List", "java.util.Set",
            "java.util.Collection",
            "java.lang.Iterable", "java.util.SortedSet", "java.util.Queue", "java.util.Deque", "java.util.ArrayList",
            "java.util.LinkedList", "java.util.HashSet", "java.util.LinkedHashSet", "java.util.TreeSet");
    private static final Set<String> FORMS = Set.of("io.quarkiverse.daprinvoke.Multipart",
            "io.vertx.ext.web.multipart.MultipartForm", "io.vertx.mutiny.ext.web.multipart.MultipartForm",
            "io.vertx.core.MultiMap", "io.vertx.mutiny.core.MultiMap");
    private static final Set<String> MAPS = Set.of("java.util.Map", "java.util.SortedMap", "java.util.HashMap",
            "java.util.LinkedHashMap", "java.util.TreeMap", "java.util.concurrent.ConcurrentMap",
            "java.util.concurrent.ConcurrentHashMap");
    private static final Set<String> JSON_ARRAYS = Set.of("io.vertx.core.json.JsonArray",
            "com.fasterxml.jackson.databind.node.ArrayNode");

    private final IndexView index;
    /** The types that contain the current value. A type that contains itself would lead to an endless recursion. */
    private final Set<Type> around = new HashSet<>();

    private PayloadExample(IndexView index) {
        this.index = index;
    }

    /**
     * @return a map, a list, a string, a number, a boolean, or {@code null}
     */
    static Object of(Type type, IndexView index) {
        return new PayloadExample(index).value(type, Map.of());
    }

    private static Map<String, Object> scalars() {
        Map<String, Object> scalars = new HashMap<>();
        for (String number : List.of("byte", "short", "int", "long", "java.lang.Byte", "java.lang.Short", "java.lang.Integer",
                "java.lang.Long", "java.lang.Number", "java.math.BigInteger", "java.math.BigDecimal",
                "java.util.concurrent.atomic.AtomicInteger", "java.util.concurrent.atomic.AtomicLong", "java.util.OptionalInt",
                "java.util.OptionalLong")) {
            scalars.put(number, 0);
        }
        for (String number : List.of("float", "double", "java.lang.Float", "java.lang.Double", "java.util.OptionalDouble")) {
            scalars.put(number, 0.0);
        }
        for (String truth : List.of("boolean", "java.lang.Boolean", "java.util.concurrent.atomic.AtomicBoolean")) {
            scalars.put(truth, false);
        }
        scalars.put("char", "a");
        scalars.put("java.lang.Character", "a");
        scalars.put("java.lang.String", "string");
        scalars.put("java.lang.CharSequence", "string");
        scalars.put("java.util.UUID", "00000000-0000-0000-0000-000000000000");
        scalars.put("java.net.URI", "https://example.org");
        scalars.put("java.net.URL", "https://example.org");
        scalars.put("java.util.Locale", "en");
        scalars.put("java.util.Currency", "EUR");
        scalars.put("java.util.Date", "2026-01-31T12:00:00Z");
        scalars.put("java.time.Instant", "2026-01-31T12:00:00Z");
        scalars.put("java.time.OffsetDateTime", "2026-01-31T12:00:00Z");
        scalars.put("java.time.ZonedDateTime", "2026-01-31T12:00:00Z");
        scalars.put("java.time.LocalDateTime", "2026-01-31T12:00:00");
        scalars.put("java.time.LocalDate", "2026-01-31");
        scalars.put("java.time.LocalTime", "12:00:00");
        scalars.put("java.time.OffsetTime", "12:00:00Z");
        scalars.put("java.time.YearMonth", "2026-01");
        scalars.put("java.time.Year", 2026);
        scalars.put("java.time.DayOfWeek", "MONDAY");
        scalars.put("java.time.Month", "JANUARY");
        scalars.put("java.time.Duration", "PT1M");
        scalars.put("java.time.Period", "P1D");
        scalars.put("java.time.ZoneId", "UTC");
        scalars.put("java.time.ZoneOffset", "Z");
        return scalars;
    }

    /**
     * @param variables the type arguments of the enclosing class
     */
    private Object value(Type type, Map<String, Type> variables) {
        return switch (type.kind()) {
            case PRIMITIVE -> SCALARS.get(type.name().toString());
            case ARRAY -> array(type.asArrayType().elementType(), type.asArrayType().dimensions(), variables);
            case CLASS, PARAMETERIZED_TYPE -> ofClass(type, variables);
            case TYPE_VARIABLE, TYPE_VARIABLE_REFERENCE, UNRESOLVED_TYPE_VARIABLE, WILDCARD_TYPE ->
                value(resolved(type, variables), Map.of());
            case VOID -> null;
        };
    }

    private Object array(Type element, int dimensions, Map<String, Type> variables) {
        if (dimensions > 1) {
            return listOf(array(element, dimensions - 1, variables));
        }
        // Base64, of one zero byte
        return element.name().equals(BYTE) ? "AA==" : listOf(value(element, variables));
    }

    private Object ofClass(Type type, Map<String, Type> variables) {
        String name = type.name().toString();
        if (SCALARS.containsKey(name)) {
            return SCALARS.get(name);
        } else if (name.equals("java.util.Optional")) {
            return value(argument(type, 0, variables), Map.of());
        } else if (COLLECTIONS.contains(name)) {
            return listOf(value(argument(type, 0, variables), Map.of()));
        } else if (MAPS.contains(name)) {
            Map<String, Object> map = new LinkedHashMap<>();
            Object key = value(argument(type, 0, variables), Map.of());
            map.put(key == null || key instanceof Map<?, ?> || key.equals("string") ? "key" : key.toString(),
                    value(argument(type, 1, variables), Map.of()));
            return map;
        } else if (FORMS.contains(name)) {
            return Map.of("name", "value");
        } else if (JSON_ARRAYS.contains(name)) {
            return List.of();
        }
        ClassInfo info = index.getClassByName(type.name());
        if (info == null || info.isInterface()) {
            return Map.of();
        } else if (info.isEnum()) {
            return info.enumConstants().isEmpty() ? null : info.enumConstants().get(0).name();
        }
        Type part = resolved(type, variables);
        if (around.size() == DEPTH || !around.add(part)) {
            return null;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        addProperties(info, variables(info, type, variables), properties);
        around.remove(part);
        return properties;
    }

    private void addProperties(ClassInfo info, Map<String, Type> variables, Map<String, Object> properties) {
        ClassInfo parent = info.superName() == null ? null : index.getClassByName(info.superName());
        if (parent != null && !parent.name().equals(OBJECT) && !parent.name().equals(ENUM)) {
            addProperties(parent, variables(parent, info.superClassType(), variables), properties);
        }
        for (FieldInfo field : info.unsortedFields()) {
            if (isProperty(info, field)) {
                properties.put(property(info, field), value(field.type(), variables));
            }
        }
    }

    private static boolean isProperty(ClassInfo info, FieldInfo field) {
        if (Modifier.isStatic(field.flags()) || Modifier.isTransient(field.flags())
                || field.isSynthetic()) {
            return false;
        }
        return !field.hasAnnotation(JSON_IGNORE) && accessors(info, field.name()).stream()
                .noneMatch(accessor -> info.method(accessor) != null && info.method(accessor).hasAnnotation(JSON_IGNORE));
    }

    private static String property(ClassInfo info, FieldInfo field) {
        List<AnnotationInstance> renamed = new ArrayList<>();
        if (field.hasAnnotation(JSON_PROPERTY)) {
            renamed.add(field.annotation(JSON_PROPERTY));
        }
        for (String accessor : accessors(info, field.name())) {
            if (info.method(accessor) != null && info.method(accessor).hasAnnotation(JSON_PROPERTY)) {
                renamed.add(info.method(accessor).annotation(JSON_PROPERTY));
            }
        }
        return renamed.stream().filter(annotation -> annotation.value() != null && !annotation.value().asString().isEmpty())
                .map(annotation -> annotation.value().asString()).findFirst().orElse(field.name());
    }

    private static List<String> accessors(ClassInfo info, String field) {
        String capital = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return info.isRecord() ? List.of(field) : List.of("get" + capital, "is" + capital);
    }

    private static Map<String, Type> variables(ClassInfo info, Type type, Map<String, Type> outer) {
        if (type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return Map.of();
        }
        Map<String, Type> variables = new HashMap<>();
        List<TypeVariable> parameters = info.typeParameters();
        for (int i = 0; i < parameters.size(); i++) {
            variables.put(parameters.get(i).identifier(), resolved(type.asParameterizedType().arguments().get(i), outer));
        }
        return variables;
    }

    private static Type argument(Type type, int position, Map<String, Type> variables) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE
                ? resolved(type.asParameterizedType().arguments().get(position), variables)
                : unknown();
    }

    /**
     * @return the type with its variables resolved, {@code Object} if they are not known
     */
    private static Type resolved(Type type, Map<String, Type> variables) {
        return switch (type.kind()) {
            case TYPE_VARIABLE -> variables.getOrDefault(type.asTypeVariable().identifier(), unknown());
            case WILDCARD_TYPE -> type.asWildcardType().extendsBound() == null ? unknown()
                    : resolved(type.asWildcardType().extendsBound(), variables);
            case TYPE_VARIABLE_REFERENCE, UNRESOLVED_TYPE_VARIABLE -> unknown();
            case PARAMETERIZED_TYPE -> ParameterizedType.create(type.name(), type.asParameterizedType().arguments().stream()
                    .map(argument -> resolved(argument, variables)).toArray(Type[]::new), null);
            default -> type;
        };
    }

    private static Type unknown() {
        return Type.create(OBJECT, Type.Kind.CLASS);
    }

    private static List<Object> listOf(Object element) {
        return element == null ? List.of() : List.of(element);
    }
}
