package io.quarkiverse.daprinvoke.test.health;

import static io.restassured.RestAssured.when;

import java.util.List;
import java.util.Map;

import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;

/**
 * An application that has SmallRye Health, and what it answers.
 */
final class Health {

    static final String CHECK = "Dapr sidecar health check";

    private Health() {
    }

    static QuarkusUnitTest app() {
        return EmitterTest.app(Health.class, Readiness.class)
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())));
    }

    /** The checks of readiness, with their names, states and data, apart from those of other extensions. */
    record Readiness(int status, List<Map<String, Object>> checks) {

        static Readiness now() {
            Response response = when().get("/q/health/ready");
            return new Readiness(response.statusCode(), response.jsonPath().getList("checks.findAll { it.name =~ /Dapr/ }"));
        }
    }

    static Map<String, Object> up(Map<String, String> data) {
        return Map.of("name", CHECK, "status", "UP", "data", data);
    }

    static Map<String, Object> down(Map<String, String> data) {
        return Map.of("name", CHECK, "status", "DOWN", "data", data);
    }
}
