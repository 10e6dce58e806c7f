package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * A call that is made when the one before has ended, as in a loop that polls, does not keep that one and its response.
 */
class CallsInARowTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class);

    @RegisterRestClient
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @GET
        Uni<String> get();
    }

    @Inject
    @RestClient
    Orders orders;

    @Test
    void keepNothingOfEachOther() {
        SharedSidecar.get().answer(RawSidecar.ok("done"));
        Uni<String> row = orders.get();
        for (int i = 0; i < 20; i++) {
            row = row.flatMap(done -> orders.get());
        }
        List<String> kept = row.map(done -> {
            List<String> found = new ArrayList<>();
            int depth = 0;
            for (Context context = Vertx.currentContext(); context != null
                    && ((ContextInternal) context).isDuplicate(); context = context.getLocal("__PARENT_CONTEXT__")) {
                for (Object value : ((ContextInternal) context).localContextData().values()) {
                    if (value.getClass().getName().startsWith("io.quarkiverse.daprinvoke")) {
                        found.add(depth + " " + value.getClass().getSimpleName());
                    }
                }
                depth++;
            }
            return found;
        }).await().indefinitely();
        for (int i = 0; i <= 20; i++) {
            SharedSidecar.get().next();
        }
        // The last call may still be ending
        assertThat(kept).hasSizeLessThan(2);
    }
}
