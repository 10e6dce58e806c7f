package io.quarkiverse.daprinvoke.production;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The log of the packaged application at its start.
 */
@QuarkusIntegrationTest
class StartIT {

    private static final Pattern FEATURES = Pattern.compile("Installed features: \\[(.*)]");

    @Test
    void allFeaturesAreThereAndAllPropertiesAreKnown() throws IOException {
        when().get("/q/health/live").then().statusCode(200);
        String log = Files.readString(Path.of("target/quarkus.log"));

        Matcher features = FEATURES.matcher(log);
        assertThat(features.find()).as(log).isTrue();
        assertThat(Arrays.asList(features.group(1).split(", "))).contains("dapr-invoke", "messaging", "micrometer",
                "opentelemetry", "smallrye-health", "smallrye-fault-tolerance", "kubernetes", "oidc-client")
                .doesNotHaveDuplicates();
        assertThat(log).doesNotContain("Unrecognized configuration key");
    }
}
