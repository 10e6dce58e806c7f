package io.quarkiverse.daprinvoke.test;

import java.util.Objects;

/**
 * A method of an application, as the called application sees it.
 *
 * @param appId the app ID
 * @param method the decoded path without leading and trailing slash
 */
record Target(String appId, String method) {

    Target {
        Objects.requireNonNull(appId, "appId");
        if (method.contains("?")) {
            throw new IllegalArgumentException(
                    "The method must not have a query: give the path alone, and check the query with withQuery(..)");
        }
        method = method.replaceAll("^/|/$", "");
    }

    boolean matches(ReceivedCall call) {
        return call.appId().equals(appId) && call.method().equals(method);
    }

    @Override
    public String toString() {
        return appId + "/" + method;
    }
}
