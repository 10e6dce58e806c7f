package io.quarkiverse.daprinvoke.test.conformance;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of the table with cases and without, and whether the numbers add up.
 *
 * @param rows the rows
 * @param cases how many cases each class has, by the number of the row
 */
record Accounting(List<Row> rows, Map<Class<?>, Map<Integer, Integer>> cases) {

    /**
     * A row of the table.
     *
     * @param number its number
     * @param about what it is about
     * @param coveredBy the classes that have its cases, empty for none
     * @param notOurs why it does not concern the caller, {@code null} if it does
     */
    record Row(int number, String about, List<Class<?>> coveredBy, String notOurs) {
    }

    /**
     * @return what does not add up, empty if all does
     */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        Set<String> claims = new HashSet<>();
        for (Row row : rows) {
            if (!numbers.add(row.number())) {
                problems.add("row " + row.number() + " is there twice");
            }
            boolean covered = !row.coveredBy().isEmpty();
            int states = (covered ? 1 : 0) + (row.notOurs() != null ? 1 : 0);
            if (states != 1) {
                problems.add("row " + row.number() + (states == 0 ? " is in no account" : " is in more than one account"));
            }
            for (Class<?> type : row.coveredBy()) {
                claims.add(type.getName() + row.number());
                if (!cases.getOrDefault(type, Map.of()).containsKey(row.number())) {
                    problems.add("row " + row.number() + " has no case in " + type.getSimpleName());
                }
            }
        }
        cases.forEach((type, counts) -> counts.keySet().stream()
                .filter(number -> !claims.contains(type.getName() + number))
                .forEach(number -> problems
                        .add("row " + number + " has a case in " + type.getSimpleName() + " that it does not name")));
        return problems;
    }

    /**
     * @return the account in one line
     */
    String summary() {
        long covered = rows.stream().filter(row -> !row.coveredBy().isEmpty()).count();
        long notOurs = rows.stream().filter(row -> row.notOurs() != null).count();
        int total = cases.values().stream().flatMap(counts -> counts.values().stream()).mapToInt(count -> count).sum();
        return "Conformance: " + rows.size() + " rows, " + covered + " covered by " + total + " cases, " + notOurs
                + " not the caller's";
    }

    /**
     * Counts the cases that JUnit makes of a class.
     *
     * @param type a class whose tests are all {@link RowCases}
     * @return the number of cases by the number of the row
     */
    static Map<Integer, Integer> casesOf(Class<?> type) throws ReflectiveOperationException {
        Map<Integer, Integer> counts = new TreeMap<>();
        if (type.isAnnotationPresent(Disabled.class)) {
            return counts;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class)) {
                throw new IllegalStateException(method + " has no row");
            }
            if (!method.isAnnotationPresent(RowCases.class) || method.isAnnotationPresent(Disabled.class)) {
                continue;
            }
            for (int row : rowsOf(method)) {
                counts.merge(row, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static List<Integer> rowsOf(Method method) throws ReflectiveOperationException {
        List<Integer> rows = new ArrayList<>();
        CsvSource lines = method.getAnnotation(CsvSource.class);
        if (lines != null) {
            for (String line : lines.value()) {
                rows.add(Integer.valueOf(line.split("\\D", 2)[0]));
            }
        }
        MethodSource source = method.getAnnotation(MethodSource.class);
        if (source != null) {
            for (String name : source.value()) {
                Method provider = method.getDeclaringClass().getDeclaredMethod(name);
                provider.setAccessible(true);
                ((Stream<?>) provider.invoke(null)).forEach(arguments -> rows.add((Integer) ((Arguments) arguments).get()[0]));
            }
        }
        return rows;
    }
}
