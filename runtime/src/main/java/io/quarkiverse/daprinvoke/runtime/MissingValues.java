package io.quarkiverse.daprinvoke.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;

/**
 * Logs which declared placeholders of one emitter had no value: a mistake of the application, which its clients are not
 * informed of. Each placeholder is logged once, because every request may repeat it.
 */
final class MissingValues {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final String places;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /**
     * @param places where the emitter is injected
     */
    MissingValues(String places) {
        this.places = places;
    }

    /**
     * @param called the target of the call; the placeholders that the call itself brought may be any number, and are not logged
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
