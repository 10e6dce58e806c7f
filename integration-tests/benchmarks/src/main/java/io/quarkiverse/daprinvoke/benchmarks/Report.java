package io.quarkiverse.daprinvoke.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.quarkiverse.daprinvoke.benchmarks.Results.Case;

/**
 * The tables of the results: the extension compared with other clients in every case, interfaces with and without the
 * annotation, then all endpoints of each case.
 */
final class Report {

    private static final String NOT_MEASURED = "not measured";

    private final Results results;
    /** Whether figures are shown that differ too much from round to round. */
    private final boolean all;
    private final Tables tables = new Tables();

    private Report(Results results, boolean all) {
        this.results = results;
        this.all = all;
    }

    /** For the console. */
    static String plain(Results results) {
        return new Report(results, true).make().plain();
    }

    /** For the documentation. */
    static String asciiDoc(Results results) {
        return new Report(results, false).make().asciiDoc();
    }

    private Tables make() {
        Tables.Table summary = tables.table("The extension, compared with other clients, less the endpoint without a call",
                "", "CPU, to Mutiny WebClient", "allocated, to it", "median latency, to it, all in",
                "CPU, to Quarkus REST Client", "allocated, to it");
        for (Case measuredCase : results.cases()) {
            summaryRow(summary, measuredCase, Endpoint.REQUEST, Endpoint.REST_CLIENT.path());
            if (results.has(measuredCase, Endpoint.REQUEST_AND_AWAIT)) {
                summaryRow(summary, measuredCase, Endpoint.REQUEST_AND_AWAIT, null);
            }
        }
        Tables.Table annotated = tables.table("An interface with @DaprService, compared with the same without it, less the "
                + "endpoint without a call", "", "CPU", "CPU, all in", "allocated", "median latency, all in");
        results.cases().forEach(measuredCase -> annotatedRow(annotated, measuredCase));
        results.cases().forEach(this::details);
        return tables;
    }

    private void summaryRow(Tables.Table table, Case measuredCase, Endpoint endpoint, String restClient) {
        table.row((restClient == null ? "Blocking endpoint: " : "") + measuredCase.describe(),
                cell(results.netRatio(measuredCase, endpoint, endpoint.byHand(), Measured::cpuMicros), 2),
                cell(results.netRatio(measuredCase, endpoint, endpoint.byHand(), Measured::bytesPerCall), 2),
                cell(results.ratio(measuredCase, endpoint, endpoint.byHand(), Measured::medianMicros), 2),
                restClient == null ? ""
                        : cell(results.netRatio(measuredCase, endpoint, restClient, Measured::cpuMicros), 2),
                restClient == null ? ""
                        : cell(results.netRatio(measuredCase, endpoint, restClient, Measured::bytesPerCall), 2));
    }

    private void annotatedRow(Tables.Table table, Case measuredCase) {
        String without = Endpoint.REST_CLIENT.path();
        table.row(measuredCase.describe(),
                cell(results.netRatio(measuredCase, Endpoint.THROUGH_DAPR, without, Measured::cpuMicros), 2),
                cell(results.ratio(measuredCase, Endpoint.THROUGH_DAPR, without, Measured::cpuMicros), 2),
                cell(results.netRatio(measuredCase, Endpoint.THROUGH_DAPR, without, Measured::bytesPerCall), 2),
                cell(results.ratio(measuredCase, Endpoint.THROUGH_DAPR, without, Measured::medianMicros), 2));
    }

    private void details(Case measuredCase) {
        Tables.Table table = tables.table(capitalized(measuredCase.describe()), "Endpoint", "CPU, µs", "less the endpoint "
                + "without a call, to Mutiny WebClient", "allocated, bytes", "less that endpoint, to Mutiny WebClient",
                "median latency, µs", "to Mutiny WebClient");
        Stream.of(Endpoint.REACTIVE, Endpoint.FURTHER, Endpoint.ALL_BLOCKING).flatMap(List::stream)
                .filter(endpoint -> results.has(measuredCase, endpoint)).forEach(endpoint -> table.row(endpoint.title(),
                        cell(results.figure(measuredCase, endpoint, Measured::cpuMicros), 1),
                        netCell(measuredCase, endpoint, Measured::cpuMicros),
                        cell(results.figure(measuredCase, endpoint, Measured::bytesPerCall), 0),
                        netCell(measuredCase, endpoint, Measured::bytesPerCall),
                        cell(results.figure(measuredCase, endpoint, Measured::medianMicros), 0),
                        cell(results.ratio(measuredCase, endpoint, endpoint.byHand(), Measured::medianMicros), 2)));
    }

    private String netCell(Case measuredCase, Endpoint endpoint, ToDoubleFunction<Measured> figure) {
        return endpoint.calls() ? cell(results.netRatio(measuredCase, endpoint, endpoint.byHand(), figure), 2) : "";
    }

    private String cell(Spread spread, int decimals) {
        return all || spread.isMeasured() ? spread.describe(decimals) : NOT_MEASURED;
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
