package io.quarkiverse.daprinvoke.test;

import java.util.Objects;

import io.quarkiverse.daprinvoke.test.control.Criteria;

/**
 * A method of an application, as the called application sees it.
 *
 * @param appId the app ID
 * @param method the decoded path without leading and trailing slash; a part in braces matches any text without a slash
 */
record Target(String appId, String method) {

    Target {
        Objects.requireNonNull(appId, "appId");
        if (method.contains("?")) {
            throw new IllegalArgumentException(
                    "The method must not have a query: pass the path only, and match calls by their query with whereQuery(..), "
                            + "or check it with withQuery(..)");
        }
        method = method.replaceAll("^/|/$", "");
    }

    boolean matches(ReceivedCall call) {
        return call.appId().equals(appId) && matchesMethod(call);
    }

    boolean matchesMethod(ReceivedCall call) {
        return Criteria.matchesMethod(method, call.method());
    }

    @Override
    public String toString() {
        return appId + "/" + method;
    }
}
