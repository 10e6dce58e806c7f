package io.quarkiverse.daprinvoke.runtime.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.uri.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.uri.TargetTemplate;

/**
 * Outlines of targets, of which there are never many, whatever calls bring along.
 */
public final class Outlines {

    /** How many app IDs, and how many method names, of those that calls brought along count each for themselves. */
    public static final int LIMIT = 100;

    /** What stands for all others. */
    public static final String OTHER = "other";

    private final Set<String> appIds = ConcurrentHashMap.newKeySet();
    private final Set<String> methodNames = ConcurrentHashMap.newKeySet();

    /**
     * @return the outline of the target, with parts of it that only calls bring along replaced once there were too many
     */
    public InvocationTarget of(ResolvedTarget target) {
        InvocationTarget outline = target.outline();
        TargetTemplate template = target.template();
        if (!template.hasUnboundedAppId() && !template.hasUnboundedMethodName()) {
            return outline;
        }
        return new InvocationTarget(
                template.hasUnboundedAppId() ? bounded(outline.appId(), appIds) : outline.appId(),
                template.hasUnboundedMethodName() ? bounded(outline.methodName(), methodNames) : outline.methodName(),
                outline.httpVerb());
    }

    private static String bounded(String text, Set<String> known) {
        if (known.contains(text)) {
            return text;
        }
        // A few more if calls come at the same time
        if (known.size() >= LIMIT) {
            return OTHER;
        }
        known.add(text);
        return text;
    }
}
