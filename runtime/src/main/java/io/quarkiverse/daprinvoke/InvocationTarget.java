package io.quarkiverse.daprinvoke;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * The target of a call, as failures and filters name it.
 *
 * @param appId the app ID, or the URL that was declared in its place, may be {@code null}
 * @param methodName the method name without a query, may be {@code null}
 * @param httpVerb the HTTP verb, may be {@code null}
 */
public record InvocationTarget(@Nullable String appId, @Nullable String methodName,
        @Nullable String httpVerb) implements Serializable {

    private static final InvocationTarget UNKNOWN = new InvocationTarget(null, null, null);

    /**
     * @return the target without any known part
     */
    public static InvocationTarget unknown() {
        return UNKNOWN;
    }

    /**
     * @return the target in the form {@code POST orders/create}
     */
    @Override
    public String toString() {
        return equals(UNKNOWN) ? "an unknown target" : httpVerb + " " + appId + "/" + methodName;
    }
}
