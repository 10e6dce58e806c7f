package io.quarkiverse.daprinvoke.deployment.emitter;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;

/**
 * The types that must be registered for reflection, so that Quarkus finds all classes of payloads and responses. It finds
 * subclasses and implementations of a class without type arguments, but not of a generic one, nor of a type argument or the
 * element of an array; and it does not look at the type arguments of a superclass. Types that are reached in these ways only
 * are added here. Otherwise the {@code Circle} in a {@code List<Shape>} would be missing.
 */
final class PayloadHierarchies {

    private final IndexView index;
    private final Set<Type> roots = new LinkedHashSet<>();
    private final Set<DotName> declared = new HashSet<>();
    private final Set<DotName> seen = new HashSet<>();
    private final Deque<Type> toVisit = new ArrayDeque<>();

    PayloadHierarchies(IndexView index) {
        this.index = index;
    }

    /**
     * @param type the type of a payload or a response
     */
    void add(Type type) {
        if (DaprInvokeDotNames.PLAIN_TYPES.contains(type.name())) {
            return;
        }
        roots.add(type);
        toVisit.add(type);
        while (!toVisit.isEmpty()) {
            visit(toVisit.remove());
        }
    }

    Iterable<Type> roots() {
        return roots;
    }

    private void visit(Type type) {
        switch (type.kind()) {
            case ARRAY -> visitElement(type.asArrayType().elementType());
            case PARAMETERIZED_TYPE -> {
                type.asParameterizedType().arguments().forEach(this::visitElement);
                addClass(type.name());
                visitClass(type.name());
            }
            case CLASS -> visitClass(type.name());
            case WILDCARD_TYPE -> visitElement(type.asWildcardType().extendsBound());
            // The type argument has been visited, but a type parameter of a subtype is described by its bounds only
            case TYPE_VARIABLE -> type.asTypeVariable().bounds().forEach(this::visitElement);
            default -> {
                // Primitives need no registration, and a reference to a type variable occurs within that variable
            }
        }
    }

    private void visitElement(Type element) {
        addClass(element.name());
        toVisit.add(element);
    }

    private void addClass(DotName name) {
        ClassInfo type = index.getClassByName(name);
        if (type != null && !type.isEnum() && !isIgnored(name)) {
            roots.add(Type.create(name, Type.Kind.CLASS));
        }
    }

    /** Adds a class that a payload may contain, and its subclasses and implementations. */
    private void visitClass(DotName name) {
        if (index.getClassByName(name) == null || isIgnored(name) || !declared.add(name)) {
            return;
        }
        visitMembers(name);
        index.getAllKnownSubclasses(name).forEach(this::visitSubtype);
        index.getAllKnownImplementations(name).forEach(this::visitSubtype);
    }

    private void visitSubtype(ClassInfo subtype) {
        addClass(subtype.name());
        visitMembers(subtype.name());
    }

    /** Adds the members of a class and of its supertypes. Other subclasses of the supertypes are not added. */
    private void visitMembers(DotName name) {
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
            visitSupertype(type.superClassType());
        }
        type.interfaceTypes().forEach(this::visitSupertype);
    }

    private void visitSupertype(Type supertype) {
        if (supertype.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            supertype.asParameterizedType().arguments().forEach(this::visitElement);
        }
        visitMembers(supertype.name());
    }

    private static boolean isIgnored(DotName name) {
        return ReflectiveHierarchyBuildItem.DefaultIgnoreTypePredicate.INSTANCE.test(name);
    }
}
