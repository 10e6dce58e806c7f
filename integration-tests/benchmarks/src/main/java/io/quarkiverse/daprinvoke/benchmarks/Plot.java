package io.quarkiverse.daprinvoke.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The results as a picture: CPU time and allocation of a call, a panel of bars for each setting.
 */
final class Plot {

    private static final int LABELS = 165;
    private static final int PANEL = 250;
    private static final int BAR = 14;
    private static final int STEP = 19;
    private static final int TITLE = 34;
    private static final int MARGIN = 16;

    private final Results results;
    private final List<String> contenders;
    private final StringBuilder svg = new StringBuilder();

    Plot(Results results) {
        this.results = results;
        contenders = results.contenders().stream().filter(contender -> !contender.equals("jackson-alone")).toList();
    }

    String svg() {
        List<Integer> sizes = results.settings().stream().map(Setting::size).distinct().toList();
        List<Integer> inFlight = results.settings().stream().map(Setting::inFlight).distinct().toList();
        int rowHeight = TITLE + contenders.size() * STEP + MARGIN;
        int width = MARGIN + LABELS + (inFlight.size() + 1) * PANEL + MARGIN;
        int height = 2 * MARGIN + sizes.size() * rowHeight + STEP;
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
                font-family="sans-serif" font-size="12" fill="#222">
                <title>CPU time and allocation of a call, by client, payload and calls in flight</title>
                <rect width="%d" height="%d" fill="#fff"/>
                """, width, height, width, height, width, height));
        for (int row = 0; row < sizes.size(); row++) {
            int top = MARGIN + row * rowHeight;
            labels(top + TITLE);
            int left = MARGIN + LABELS;
            for (int calls : inFlight) {
                Setting setting = new Setting(sizes.get(row), calls);
                panel(left, top, setting.describe() + ": CPU µs", setting, Measured::cpuMicros);
                left += PANEL;
            }
            Setting last = new Setting(sizes.get(row), inFlight.get(inFlight.size() / 2));
            panel(left, top, last.describe() + ": KB allocated", last, measured -> measured.bytesPerCall() / 1000);
        }
        text(MARGIN, height - MARGIN, "start", "Each of one call. Shorter is better; each panel has its own scale.", false);
        return svg.append("</svg>\n").toString();
    }

    private void labels(int top) {
        for (int i = 0; i < contenders.size(); i++) {
            text(MARGIN + LABELS - 8, top + i * STEP + BAR - 3, "end", Report.name(contenders.get(i)),
                    isOurs(contenders.get(i)));
        }
    }

    private void panel(int left, int top, String title, Setting setting, ToDoubleFunction<Measured> figure) {
        text(left, top + TITLE - 12, "start", title, true);
        double largest = contenders.stream().mapToDouble(contender -> results.median(setting, contender, figure)).max()
                .orElse(1);
        for (int i = 0; i < contenders.size(); i++) {
            double value = results.median(setting, contenders.get(i), figure);
            double length = value / largest * (PANEL - 75);
            int y = top + TITLE + i * STEP;
            svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n", left,
                    y, length, BAR, isOurs(contenders.get(i)) ? "#2b6cb0" : "#a0aec0"));
            text((int) (left + length + 5), y + BAR - 3, "start",
                    String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value), false);
        }
    }

    private void text(int x, int y, String anchor, String content, boolean bold) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\"%s>%s</text>%n", x, y, anchor,
                bold ? " font-weight=\"bold\"" : "", content));
    }

    private static boolean isOurs(String contender) {
        return contender.equals("send") || contender.startsWith("request");
    }
}
