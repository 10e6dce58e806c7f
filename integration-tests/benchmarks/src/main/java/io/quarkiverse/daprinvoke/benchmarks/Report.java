package io.quarkiverse.daprinvoke.benchmarks;

import java.util.function.ToDoubleFunction;

import io.quarkiverse.daprinvoke.benchmarks.Results.Case;

/**
 * The tables of the results: the extension compared with other clients in every case, then all endpoints of each case.
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
            Endpoint request = Endpoint.REQUEST;
            if (results.has(measuredCase, request.path(), request.byHand(), Endpoint.REST_CLIENT.path())) {
                summaryRow(summary, measuredCase, request, Endpoint.REST_CLIENT.path());
            }
            Endpoint blocking = Endpoint.REQUEST_AND_AWAIT;
            if (results.has(measuredCase, blocking.path(), blocking.byHand())) {
                summaryRow(summary, measuredCase, blocking, null);
            }
        }
        interfaces();
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

    /** The cost of the annotation. */
    private void interfaces() {
        Tables.Table table = tables.table(
                "An interface with @DaprService, compared with one without it, less the endpoint without a call",
                "", "CPU, to Quarkus REST Client", "allocated, to it", "allocated, more bytes",
                "median latency, to it, all in");
        Endpoint through = Endpoint.INTERFACE;
        String without = Endpoint.REST_CLIENT.path();
        for (Case measuredCase : results.cases()) {
            if (results.has(measuredCase, through.path(), without)) {
                table.row(measuredCase.describe(),
                        cell(results.netRatio(measuredCase, through, without, Measured::cpuMicros), 2),
                        cell(results.netRatio(measuredCase, through, without, Measured::bytesPerCall), 2),
                        cell(results.difference(measuredCase, through, without, Measured::bytesPerCall), 0),
                        cell(results.ratio(measuredCase, through, without, Measured::medianMicros), 2));
            }
        }
    }

    private void details(Case measuredCase) {
        Tables.Table table = tables.table(capitalized(measuredCase.describe()), "Endpoint", "CPU, µs", "less the endpoint "
                + "without a call, to Mutiny WebClient", "allocated, bytes", "less that endpoint, to Mutiny WebClient",
                "median latency, µs", "to Mutiny WebClient");
        Endpoint.all().stream().filter(endpoint -> results.has(measuredCase, endpoint.path()))
                .forEach(endpoint -> table.row(endpoint.title(),
                        cell(results.figure(measuredCase, endpoint, Measured::cpuMicros), 1),
                        netCell(measuredCase, endpoint, Measured::cpuMicros),
                        cell(results.figure(measuredCase, endpoint, Measured::bytesPerCall), 0),
                        netCell(measuredCase, endpoint, Measured::bytesPerCall),
                        cell(results.figure(measuredCase, endpoint, Measured::medianMicros), 0),
                        results.has(measuredCase, endpoint.byHand())
                                ? cell(results.ratio(measuredCase, endpoint, endpoint.byHand(), Measured::medianMicros), 2)
                                : ""));
    }

    private String netCell(Case measuredCase, Endpoint endpoint, ToDoubleFunction<Measured> figure) {
        return endpoint.calls() && results.has(measuredCase, endpoint.byHand())
                ? cell(results.netRatio(measuredCase, endpoint, endpoint.byHand(), figure), 2)
                : "";
    }

    private String cell(Spread spread, int decimals) {
        return all || spread.isMeasured() ? spread.describe(decimals) : NOT_MEASURED;
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
