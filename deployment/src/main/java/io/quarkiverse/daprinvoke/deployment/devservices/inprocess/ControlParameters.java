package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import io.quarkiverse.daprinvoke.test.control.Criteria;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Checks the requests of tests that control the sidecar. Each fault is an {@link IllegalArgumentException}. Its message does
 * not repeat the request.
 */
final class ControlParameters {

    private ControlParameters() {
    }

    static long number(HttpServerRequest request, String name, long min, long max) {
        String value;
        try {
            value = request.getParam(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The query cannot be decoded");
        }
        if (value == null) {
            throw new IllegalArgumentException("The parameter " + name + " is missing");
        }
        return number("the parameter " + name, value, min, max);
    }

    static long number(String what, String value, long min, long max) {
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported like a number that is out of range
        }
        throw new IllegalArgumentException("There must be a number from " + min + " to " + max + " as " + what);
    }

    static Stub checked(Stub stub) {
        require(stub != null && stub.criteria() != null && stub.replies() != null && !stub.replies().isEmpty(),
                "A stub must have criteria, and at least one response");
        Criteria criteria = stub.criteria();
        require(criteria.appId() != null && criteria.method() != null && criteria.headers() != null && criteria.query() != null
                && criteria.headers().stream()
                        .allMatch(header -> header != null && header.name() != null && header.value() != null)
                && criteria.query().stream().allMatch(query -> query != null && query.name() != null && query.value() != null),
                "Criteria must have an app ID, a method, headers, and query parameters");
        stub.replies().forEach(ControlParameters::check);
        return stub;
    }

    private static void check(StubbedResponse reply) {
        require(reply != null && reply.outcome() != null && reply.headers() != null && reply.delay() >= 0,
                "A response must have an outcome, headers, and a delay that is not negative");
        require(reply.outcome() != StubbedResponse.Outcome.COMPUTED || reply.function() != null,
                "A computed response must have a function");
        boolean answer = reply.outcome() == StubbedResponse.Outcome.ANSWER
                || reply.outcome() == StubbedResponse.Outcome.CUT_SHORT;
        require(!answer || reply.status() >= 200 && reply.status() <= 999, "The status of a response must be from 200 to 999");
        for (Header header : reply.headers()) {
            require(header != null && header.name() != null && header.value() != null, "A header must have a name and a value");
            try {
                HttpHeaders.headers().add(header.name(), header.value());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("A header of the response is not allowed in HTTP");
            }
        }
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }
}
