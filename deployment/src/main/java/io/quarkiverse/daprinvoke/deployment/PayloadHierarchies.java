package io.quarkiverse.daprinvoke.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;

/**
 * The types from which Quarkus finds all that payloads and replies may be made of. Subclasses and implementations are found
 * for a type that stands alone, but not for a type argument or the element of an array: what is only reached as one of these
 * has to be named, or the {@code Circle} in a {@code List<Shape>} would be missing.
 */
final class PayloadHierarchies {

    private final IndexView index;
    private final Map<DotName, Type> roots = new LinkedHashMap<>();
    private final Set<DotName> seen = new HashSet<>();
    private final Deque<Type> toVisit = new ArrayDeque<>();

    PayloadHierarchies(IndexView index) {
        this.index = index;
    }

    /**
     * @param type the type of a payload or a reply
     */
    void add(Type type) {
        if (DaprInvokeDotNames.PLAIN_TYPES.contains(type.name())) {
            return;
        }
        roots.put(type.name(), type);
        toVisit.add(type);
        while (!toVisit.isEmpty()) {
            visit(toVisit.remove());
        }
    }

    Iterable<Type> roots() {
        return roots.values();
    }

    private void visit(Type type) {
        switch (type.kind()) {
            case ARRAY -> visitElement(type.asArrayType().elementType());
            case PARAMETERIZED_TYPE -> {
                type.asParameterizedType().arguments().forEach(this::visitElement);
                visitClass(type.name());
            }
            case CLASS -> visitClass(type.name());
            case WILDCARD_TYPE -> visitElement(type.asWildcardType().extendsBound());
            default -> {
                // Nothing to register for primitives, and nothing known of type variables
            }
        }
    }

    private void visitElement(Type element) {
        ClassInfo declared = index.getClassByName(element.name());
        if (declared != null && mayHaveSubtypes(declared) && !isIgnored(declared.name())) {
            roots.putIfAbsent(declared.name(), Type.create(declared.name(), Type.Kind.CLASS));
        }
        toVisit.add(element);
    }

    private static boolean mayHaveSubtypes(ClassInfo type) {
        return !type.isEnum() && !Modifier.isFinal(type.flags());
    }

    private void visitClass(DotName name) {
        ClassInfo type = index.getClassByName(name);
        if (type == null || isIgnored(name) || !seen.add(name)) {
            return;
        }
        for (FieldInfo field : type.fields()) {
            if (!Modifier.isStatic(field.flags())) {
                toVisit.add(field.type());
            }
        }
        for (MethodInfo method : type.methods()) {
            if (method.parametersCount() == 0 && !Modifier.isStatic(method.flags())) {
                toVisit.add(method.returnType());
            }
        }
        if (type.superClassType() != null) {
            toVisit.add(type.superClassType());
        }
        toVisit.addAll(type.interfaceTypes());
        index.getAllKnownSubclasses(name).forEach(subclass -> visitClass(subclass.name()));
        index.getAllKnownImplementations(name).forEach(implementation -> visitClass(implementation.name()));
    }

    private static boolean isIgnored(DotName name) {
        return ReflectiveHierarchyBuildItem.DefaultIgnoreTypePredicate.INSTANCE.test(name);
    }
}
