package io.quarkiverse.daprinvoke.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tables of figures, as plain text and as AsciiDoc.
 */
public final class Tables {

    /** One table; its first column says what the others are about. */
    public static final class Table {

        private final String title;
        private final List<List<String>> rows = new ArrayList<>();

        private Table(String title, String... header) {
            this.title = title;
            rows.add(List.of(header));
        }

        public void row(String... cells) {
            rows.add(List.of(cells));
        }

        private boolean hasRows() {
            return rows.size() > 1;
        }

        private void plain(StringBuilder to) {
            to.append(title).append('\n');
            for (List<String> row : rows) {
                for (int column = 0; column < row.size(); column++) {
                    int width = width(column);
                    to.append("  ").append(column == 0 ? padded(row.get(column), width)
                            : " ".repeat(width - row.get(column).length()) + row.get(column));
                }
                to.append('\n');
            }
            to.append('\n');
        }

        private int width(int column) {
            return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        }

        private static String padded(String text, int width) {
            return text + " ".repeat(width - text.length());
        }

        private void asciiDoc(StringBuilder to) {
            to.append('.').append(title).append("\n[%header,cols=\"<2").append(",>1".repeat(rows.get(0).size() - 1))
                    .append("\"]\n|===\n");
            for (List<String> row : rows) {
                row.forEach(cell -> to.append('|').append(cell).append(' '));
                to.setLength(to.length() - 1);
                to.append('\n');
            }
            to.append("|===\n\n");
        }
    }

    private final List<Table> tables = new ArrayList<>();

    public Table table(String title, String... header) {
        Table table = new Table(title, header);
        tables.add(table);
        return table;
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String decimals(int decimals, double number) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    public String plain() {
        StringBuilder text = new StringBuilder();
        tables.stream().filter(Table::hasRows).forEach(table -> table.plain(text));
        return text.toString();
    }

    public String asciiDoc() {
        StringBuilder text = new StringBuilder();
        tables.stream().filter(Table::hasRows).forEach(table -> table.asciiDoc(text));
        return text.toString();
    }
}
