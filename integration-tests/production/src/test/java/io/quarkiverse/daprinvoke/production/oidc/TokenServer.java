package io.quarkiverse.daprinvoke.production.oidc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * The token endpoint of an OIDC server, one for each client. It is part of the application, whose port is known before it
 * starts.
 */
@Singleton
class TokenServer {

    /** The response to a request for a token. */
    interface Answer {
        void to(RoutingContext request);
    }

    private final Map<String, List<String>> requests = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Answer answer;

    void listen(@Observes Router router) {
        router.post("/token-server/:client").handler(BodyHandler.create()).handler(request -> {
            requests.computeIfAbsent(request.pathParam("client"), client -> new ArrayList<>())
                    .add(request.request().getFormAttribute("grant_type"));
            answer.to(request);
        });
    }

    void answers(Answer answer) {
        requests.clear();
        issued.set(0);
        this.answer = answer;
    }

    /** Issues tokens for an hour: {@code token-1}, {@code token-2} and so on. */
    void issues() {
        answers(json(200, () -> tokens().encode()));
    }

    JsonObject tokens() {
        int number = issued.incrementAndGet();
        return new JsonObject().put("access_token", "token-" + number).put("token_type", "Bearer").put("expires_in", 3600)
                .put("refresh_token", "refresh-" + number);
    }

    static Answer json(int status, Supplier<String> body) {
        return request -> request.response().setStatusCode(status).putHeader("content-type", "application/json")
                .end(body.get());
    }

    /**
     * @return the grants that a client has asked for, in order
     */
    List<String> grants(String client) {
        return List.copyOf(requests.getOrDefault(client, List.of()));
    }
}
