package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Any text is either refused, or {@link DaprdRouting} finds exactly the intended target.
 */
class TargetPropertiesTest {

    @Property
    void aLiteralTargetIsRefusedOrReachesWhatWasMeant(@ForAll("appIds") String appId,
            @ForAll("methodNames") String methodName) {
        ResolvedTarget target = unlessRefused(() -> TargetTemplate.of("", appId, methodName, "POST").resolve(name -> null));
        if (target != null) {
            reaches(target, appId, methodName);
        }
    }

    @Property
    void aTargetOfTheCallIsRefusedOrReachesWhatWasMeant(@ForAll("appIds") String appId,
            @ForAll("methodNames") String methodName) {
        TargetTemplate declared = TargetTemplate.of("", "declared", "declared?x=1", "POST");
        ResolvedTarget target = unlessRefused(() -> declared.with(appId, methodName, null).resolve(name -> null));
        if (target != null) {
            reaches(target, appId, methodName);
        }
    }

    @Property
    void valuesOfPlaceholdersAreRefusedOrStayInTheirSegments(@ForAll("appIds") String appId,
            @ForAll("methodParts") String first,
            @ForAll("methodParts") String second) {
        TargetTemplate declared = TargetTemplate.of("", "{app}", "x/{first}/{first}.{second}-/{second}?q=1", "POST");
        ResolvedTarget target = unlessRefused(
                () -> declared.resolve(Map.of("app", appId, "first", first, "second", second)::get));
        if (target != null) {
            DaprdRouting routing = DaprdRouting.of(target.uri());
            assertThat(routing.appId()).isEqualTo(appId);
            assertThat(routing.method().split("/", -1)).containsExactly("x", first, first + "." + second + "-", second);
            assertThat(routing.rawQuery()).isEqualTo("q=1");
            assertThat(target.describe()).isEqualTo(new InvocationTarget(appId, routing.method(), "POST"));
        }
    }

    @Property
    void valuesBesideEachOtherAreRefusedOrStayInTheirPlaces(@ForAll("templates") String template,
            @ForAll("methodParts") String first, @ForAll("methodParts") String second) {
        TargetTemplate declared = TargetTemplate.of("", "a", template, "POST");
        ResolvedTarget target = unlessRefused(() -> declared.resolve(Map.of("first", first, "second", second)::get));
        if (target != null) {
            List<String> segments = Stream.of(template.split("/")).map(segment -> Stream.of(segment.split("(?=\\{)|(?<=})"))
                    .map(part -> part.equals("{first}") ? first : part.equals("{second}") ? second : part)
                    .collect(Collectors.joining())).toList();
            assertThat(DaprdRouting.of(target.uri()).method().split("/", -1)).containsExactly(segments.toArray(String[]::new));
        }
    }

    @Property
    void aUrlForAnAppIdIsRefusedOrIsCalledAsItIs(@ForAll("urls") String url) {
        ResolvedTarget target = unlessRefused(() -> TargetTemplate.of("", url, "x", "POST").resolve(name -> null));
        if (target != null) {
            assertThat(DaprdRouting.of(target.uri())).isEqualTo(new DaprdRouting(url, "x", null));
            assertThat(target.uri().split("/", -1)).hasSize(6);
            assertThat(target.describe().appId()).isEqualTo(url);
            assertThat(URI.create(url)).satisfies(uri -> {
                assertThat(uri.getScheme()).isIn("http", "https");
                // The host by itself is null if it has underscores
                assertThat(uri.getRawAuthority()).isNotEmpty().doesNotStartWith(":").doesNotContain("@");
                assertThat(uri.normalize()).isEqualTo(uri);
                assertThat(Stream.of(uri.getRawUserInfo(), uri.getRawQuery(), uri.getRawFragment())).containsOnlyNulls();
            });
        }
    }

    @Property
    void aUrlNeverComesFromACall(@ForAll("urls") String url) {
        TargetTemplate declared = TargetTemplate.of("", "http://declared", "x", "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> declared.with(url, null, null));
        TargetTemplate proxy = TargetTemplate.of("", "{app}", "x", "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> proxy.resolve(name -> url));
    }

    @Property
    void anAppIdIsRefusedUnlessItIsAllowed(@ForAll("appIds") String allowed, @ForAll("appIds") String other,
            @ForAll boolean same) {
        String called = same ? allowed : other;
        AllowedAppIds list = new AllowedAppIds("the.property", Set.of(allowed));
        ResolvedTarget target = unlessRefused(
                () -> TargetTemplate.of("", "{app}", list, "x", "POST").resolve(name -> called));
        if (target != null) {
            assertThat(DaprdRouting.of(target.uri()).appId()).isEqualTo(called).isEqualTo(allowed);
        }
    }

    @Property
    void partsOfAnAppIdAreRefusedOrStayInTheirPlaces(@ForAll("appIds") String app, @ForAll("appIds") String namespace) {
        TargetTemplate declared = TargetTemplate.of("", "{app}.{namespace}", "x", "POST");
        ResolvedTarget target = unlessRefused(() -> declared.resolve(Map.of("app", app, "namespace", namespace)::get));
        if (target != null) {
            assertThat(DaprdRouting.of(target.uri()).appId().split("\\.", -1)).containsExactly(app, namespace);
        }
    }

    @Property
    void anyTextIsATemplateOrIsRefusedByOneOfTheRules(@ForAll("anything") String appId, @ForAll("anything") String methodName,
            @ForAll("anything") String value) {
        TargetTemplate declared = TargetTemplate.of("", "declared", "declared", "POST");
        ResolvedTarget target = unlessRefused(() -> declared.with(appId, methodName, null).resolve(name -> value));
        if (target != null) {
            DaprdRouting.of(target.uri());
        }
    }

    @Property
    void queryParametersAreRefusedOrArriveAsTheyWere(@ForAll("parameters") List<Parameter> parameters) {
        ResolvedTarget declared = TargetTemplate.of("", "a", "x?q=1", "POST").resolve(name -> null);
        ResolvedTarget target = unlessRefused(() -> declared.withQuery(parameters));
        if (target != null) {
            DaprdRouting routing = DaprdRouting.of(target.uri());
            assertThat(routing.appId()).isEqualTo("a");
            assertThat(routing.method()).isEqualTo("x");
            List<Parameter> expected = new ArrayList<>(List.of(new Parameter("q", "1")));
            expected.addAll(parameters);
            assertThat(parse(routing.rawQuery())).isEqualTo(expected);
        }
    }

    @Property
    void whatTheRulesAllowIsNotRefused(@ForAll("goodAppIds") String appId, @ForAll("goodPaths") String path) {
        ResolvedTarget target = TargetTemplate.of("", appId, path, "POST").resolve(name -> null);
        reaches(target, appId, path);
    }

    private static void reaches(ResolvedTarget target, String appId, String methodName) {
        String relative = methodName.startsWith("/") ? methodName.substring(1) : methodName;
        int question = relative.indexOf('?');
        String path = question < 0 ? relative : relative.substring(0, question);
        String query = question < 0 || question == relative.length() - 1 ? null : relative.substring(question + 1);
        DaprdRouting routing = DaprdRouting.of(target.uri());
        assertThat(routing.appId()).isEqualTo(appId);
        assertThat(routing.method()).isEqualTo(path);
        assertThat(routing.rawQuery()).isEqualTo(query == null ? null : encodedQuery(query));
        assertThat(target.describe()).isEqualTo(new InvocationTarget(appId, path, "POST"));
    }

    /** Allowed characters of a query are not changed, including escapes. The rest is encoded. */
    private static String encodedQuery(String query) {
        return query.codePoints().mapToObj(Character::toString)
                .map(c -> c.matches("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]") ? c
                        : URLEncoder.encode(c, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining());
    }

    private static List<Parameter> parse(String rawQuery) {
        return Stream.of(rawQuery.split("&")).map(pair -> {
            String[] parts = pair.split("=", -1);
            assertThat(parts).hasSize(2);
            return new Parameter(DaprdRouting.decode(parts[0], true), DaprdRouting.decode(parts[1], true));
        }).toList();
    }

    /** Counts how many targets are refused, because a property of refused or of harmless targets only says little. */
    private static ResolvedTarget unlessRefused(Supplier<ResolvedTarget> target) {
        ResolvedTarget resolved;
        try {
            resolved = target.get();
        } catch (IllegalArgumentException | InvalidInvocationTargetException e) {
            resolved = null;
        }
        Statistics.label("targets").collect(resolved == null ? "refused" : "sent").coverage(targets -> {
            targets.check("sent").count(times -> times > 0);
            targets.check("refused").count(times -> times > 0);
        });
        return resolved;
    }

    @Provide
    Arbitrary<String> appIds() {
        return Arbitraries.frequencyOf(Tuple.of(1, literalText()), Tuple.of(2, goodAppIds()));
    }

    @Provide
    Arbitrary<String> methodParts() {
        return Arbitraries.frequencyOf(Tuple.of(2, HostileText.mixed()), Tuple.of(4, goodSegments()),
                Tuple.of(1, Arbitraries.of("", ".", "..")));
    }

    /** Some with a query, a leading or a trailing slash, with dot segments and empty segments. */
    @Provide
    Arbitrary<String> methodNames() {
        Arbitrary<String> segments = Arbitraries.frequencyOf(Tuple.of(1, literalText()), Tuple.of(6, goodSegments()));
        Arbitrary<String> path = segments.list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("/", list));
        return Combinators.combine(Arbitraries.of("", "", "/"), path, Arbitraries.of("", "", "/", "?"),
                Arbitraries.frequencyOf(Tuple.of(1, literalText()), Tuple.of(1, goodSegments())))
                .as((start, middle, end, query) -> start + middle + end + (end.equals("?") ? query : ""));
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of("{first}{second}", "{first}/{second}", ".{first}", "{first}.", "{first}.{second}",
                "x/{first}{second}/y", "{first}-{second}/{first}", "{second}/{first}{first}", ".{first}{second}/.{second}");
    }

    /** Hosts, ports and paths with allowed and forbidden characters. */
    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> host = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of("h", "shop.example", "127.0.0.1", "[::1]", "H", "a-b.c")),
                Tuple.of(1, Arbitraries.of("", "method", "u:p@h", "a_b", "h@", "{h}", "..", "[::1", "%68")),
                Tuple.of(1, HostileText.mixed()));
        Arbitrary<String> port = Arbitraries.of("", "", ":8080", ":80", ":0", ":65536", ":x");
        Arbitrary<String> segment = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of("a", "api", "v1", "methods", "x.y", "...", "a;b=1", "b,c@d!$&'()*~_")),
                Tuple.of(2,
                        Arbitraries.of("", ".", "..", "method", "%2e%2e", "%2Fmethod%2F", "a+b", "a%20b", "?q", "#f", "v1.0")),
                Tuple.of(1, HostileText.mixed()));
        return Combinators.combine(Arbitraries.of("http://", "https://"), host, port, segment.list().ofMaxSize(3))
                .as((scheme, name, number, path) -> scheme + name + number + path.stream().map(part -> "/" + part)
                        .collect(Collectors.joining()));
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.frequencyOf(Tuple.of(2, HostileText.mixed()), Tuple.of(2, goodSegments()),
                Tuple.of(2, Arbitraries.of("{x}", "{x}/{y}", "get", "{x}.{y}", "a/{x}")));
    }

    @Provide
    Arbitrary<List<Parameter>> parameters() {
        return Combinators.combine(HostileText.mixed().filter(name -> !name.isEmpty()), HostileText.mixed()).as(Parameter::new)
                .list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> goodAppIds() {
        Arbitrary<String> name = goodCharacters().filter(c -> c != '.').list().ofMinSize(1).ofMaxSize(8)
                .map(TargetPropertiesTest::join);
        return Combinators.combine(name, name, Arbitraries.of(true, false))
                .as((app, namespace, both) -> both ? app + "." + namespace : app);
    }

    @Provide
    Arbitrary<String> goodPaths() {
        return goodSegments().list().ofMinSize(1).ofMaxSize(5).map(list -> String.join("/", list));
    }

    /** Dot segments are refused with path parameters, too. */
    private static Arbitrary<String> goodSegments() {
        return goodCharacters().list().ofMinSize(1).ofMaxSize(6).map(TargetPropertiesTest::join)
                .filter(segment -> !segment.equals(".") && !segment.equals("..") && !segment.startsWith(".;")
                        && !segment.startsWith("..;"));
    }

    /** Characters that are allowed in both app IDs and segments. */
    private static Arbitrary<Integer> goodCharacters() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between('a', 'z')),
                Tuple.of(2, Arbitraries.of("AZ09-._~!$&'()*,;=:@\"<>^`|[]".chars().boxed().toList())),
                Tuple.of(1, Arbitraries.integers().between(0xA1, 0x10FFFF).filter(c -> Character.isLetter(c))));
    }

    private static Arbitrary<String> literalText() {
        return HostileText.mixed().map(text -> text.replaceAll("[{}]", ""));
    }

    private static String join(List<Integer> codePoints) {
        return codePoints.stream().map(Character::toString).collect(Collectors.joining());
    }
}
