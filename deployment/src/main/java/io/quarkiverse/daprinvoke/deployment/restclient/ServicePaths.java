package io.quarkiverse.daprinvoke.deployment.restclient;

import java.util.HashSet;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * The paths that an interface declares, including its parents and sub-resources.
 */
final class ServicePaths {

    private final IndexView index;
    private final Set<DotName> seen = new HashSet<>();

    ServicePaths(IndexView index) {
        this.index = index;
    }

    boolean endWithSlash(ClassInfo type) {
        if (type == null || !seen.add(type.name())) {
            return false;
        }
        AnnotationInstance root = type.declaredAnnotation(ServiceDotNames.PATH);
        // A root path is followed by the paths of methods, so it is not the end of a path
        if (endsWithSlash(root) && root.value().asString().length() > 1) {
            return true;
        }
        for (DotName parent : type.interfaceNames()) {
            if (endWithSlash(index.getClassByName(parent))) {
                return true;
            }
        }
        for (MethodInfo method : type.methods()) {
            AnnotationInstance path = method.declaredAnnotation(ServiceDotNames.PATH);
            // A method that returns an interface may return a sub-resource
            if (endsWithSlash(path) || path != null && endWithSlash(index.getClassByName(method.returnType().name()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithSlash(AnnotationInstance path) {
        return path != null && path.value().asString().endsWith("/");
    }
}
