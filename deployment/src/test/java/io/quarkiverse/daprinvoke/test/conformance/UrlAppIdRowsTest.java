package io.quarkiverse.daprinvoke.test.conformance;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * URLs in the place of app IDs, which an application must allow.
 */
class UrlAppIdRowsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allow-url-app-ids", "true");

    @Inject
    @DaprInvoke(appId = "http://127.0.0.1:9", methodName = "foo")
    Emitter<String> emitter;

    @RowCases
    @CsvSource("49, a URL as app ID is one encoded segment")
    void url(int row, String about) {
        StrictSidecar.get().answer(RawSidecar.ok(""));
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send("x")),
                "POST /v1.0/invoke/http%3A%2F%2F127.0.0.1%3A9/method/foo HTTP/1.1",
                List.of("content-type: text/plain", "content-length: 1"), "x");
    }
}
