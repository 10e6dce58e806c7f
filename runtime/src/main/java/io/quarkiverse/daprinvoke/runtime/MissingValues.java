package io.quarkiverse.daprinvoke.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;

/**
 * Logs declared placeholders of one emitter that had no value. This is a mistake of the application, and its clients do not see
 * it. Each placeholder is logged once, because every request may repeat the mistake.
 */
final class MissingValues {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final String places;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /**
     * @param places the injection points of the emitter
     */
    MissingValues(String places) {
        this.places = places;
    }

    /**
     * @param called the target of the call. The placeholders of the call itself are unbounded, so they are not logged
     */
    void report(TargetTemplate called, String placeholder) {
        if (called.declares(placeholder)) {
            reportDeclared(called, placeholder);
        }
    }

    /**
     * @param called the target of the call
     * @param placeholder a placeholder that annotation or configuration declare
     */
    void reportDeclared(TargetTemplate called, String placeholder) {
        if (logged.add(placeholder)) {
            LOG.warnf("The placeholder {%s} of the emitter at %s (%s) had no value, so a call was refused: set it with "
                    + "InvokeMethodParameters.binding(\"%s\", ..), or make the call within a Quarkus REST request that has a "
                    + "path parameter of that name. Further such calls are not logged", placeholder, places, called.outline(),
                    placeholder);
        }
    }
}
