package io.quarkiverse.daprinvoke.production.observed;

import static io.restassured.RestAssured.when;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page that Prometheus reads.
 */
final class Metrics {

    private static final Pattern LINE = Pattern.compile("(\\w+)\\{(.*)} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /**
     * One line of it.
     */
    record Sample(String name, TreeMap<String, String> labels, double value) {

        /**
         * @return what its labels say, in the order of their names, and its value
         */
        @Override
        public String toString() {
            return String.join(" ", labels.values()) + " " + value;
        }
    }

    private Metrics() {
    }

    static List<Sample> samples(String name) {
        return when().get("/q/metrics").then().statusCode(200).extract().asString().lines().map(LINE::matcher)
                .filter(Matcher::matches).filter(line -> line.group(1).equals(name)).map(Metrics::sample)
                .sorted(Comparator.comparing(Sample::toString)).toList();
    }

    private static Sample sample(Matcher line) {
        TreeMap<String, String> labels = new TreeMap<>();
        LABEL.matcher(line.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return new Sample(line.group(1), labels, Double.parseDouble(line.group(3)));
    }

    /**
     * @return {@code <app ID> <method> <outcome> <verb> <count>} of each series of calls to the method
     */
    static List<String> counts(String method) {
        return samples("dapr_invoke_seconds_count").stream().filter(sample -> method.equals(sample.labels().get("method")))
                .map(Sample::toString).toList();
    }
}
