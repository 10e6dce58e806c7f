package io.quarkiverse.daprinvoke.deployment;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;

/**
 * The allowed dependencies of the classes of both modules. The test is in this module, because it has both on its class path.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String ROOT = "io.quarkiverse.daprinvoke";
    private static final String[] API = { ROOT, ROOT + ".filter..", ROOT + ".rest..", ROOT + ".test..", ROOT + ".internal.." };
    private static final String DEPLOYMENT = ROOT + ".deployment..";

    /**
     * The packages below {@code org.jboss.resteasy.reactive.server}, {@code .common} and {@code .client} are internal to
     * Quarkus REST and REST Client; their annotations and their SPI are in parent or sibling packages.
     */
    private static final DescribedPredicate<JavaClass> INTERNAL = resideInAnyPackage("io.vertx..impl..",
            "io.quarkus.arc.impl..", "io.netty..", "org.jboss.resteasy.reactive.server.*..",
            "org.jboss.resteasy.reactive.common..", "io.quarkus.resteasy.reactive..runtime..", "io.quarkus.oidc..runtime..",
            "org.jboss.resteasy.reactive.client.*..", "io.quarkus.rest.client.reactive.runtime..")
            .and(not(resideInAnyPackage("org.jboss.resteasy.reactive.server.spi..", "org.jboss.resteasy.reactive.client.spi..",
                    "org.jboss.resteasy.reactive.client.api..")));

    private static final String REST_CLIENT = "REST Client has no public API that sets the options of a client from outside it, or"
            + " maps what fails before there is a response";

    private static final String REST = "RESTEasy Reactive has no API for the current request outside its own beans";

    /** The classes that use what is internal to others, and why there is no other way. */
    private static final Map<String, String> USERS_OF_INTERNALS = Map.ofEntries(
            entry("runtime.codec.Bytes", "Buffers of Vert.x can be joined and wrapped without a copy by those of Netty only"),
            entry("runtime.oidc.OidcToken", "quarkus-oidc-client has no public API that keeps a token until it expires; its own"
                    + " filters use this class"),
            entry("runtime.restclient.ClientRequest", REST_CLIENT),
            entry("runtime.restclient.DaprServiceListener", REST_CLIENT),
            entry("runtime.restclient.RequestRules", REST_CLIENT),
            entry("runtime.sidecar.EventLoops", "Vert.x has no public API for the event loop of a context, for a client that"
                    + " belongs to no verticle, and for the request of a web client, by which a call is cancelled"),
            entry("runtime.sidecar.HttpCodec", "Only the codec knows where a response ends and what comes behind it"),
            entry("runtime.web.RestPathParameters", REST),
            entry("runtime.web.RestRequestHeaders", REST));

    private JavaClasses classes;

    @BeforeAll
    void readClasses() {
        classes = new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages(ROOT);
    }

    @Test
    void theApiDoesNotDependOnTheImplementation() {
        noClasses().that().resideInAnyPackage(API)
                .should().dependOnClassesThat().resideInAnyPackage(ROOT + ".runtime..", DEPLOYMENT)
                .because("the API must not change with its implementation: move what both need to " + ROOT + ".internal")
                .check(classes);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(packages()).should().beFreeOfCycles()
                .because("packages that need each other are one package: move what both need to one of them, or to a third")
                .check(classes);
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    @Test
    void onlyDeploymentUsesClassesOfTheBuild() {
        noClasses().that(are(not(resideInAPackage(DEPLOYMENT))))
                .should().dependOnClassesThat()
                .resideInAnyPackage(DEPLOYMENT, "io.quarkus..deployment..", "io.quarkus.builder..")
                .because("applications do not have these classes: hand over what is needed with a recorder")
                .check(classes);
    }

    @Test
    void internalsOfOthersAreUsedWhereThereIsNoOtherWay() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass user : classes) {
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                if (INTERNAL.test(dependency.getTargetClass())) {
                    uses.computeIfAbsent(topLevel(user.getName()), name -> new TreeSet<>())
                            .add(dependency.getTargetClass().getName());
                }
            }
        }
        Map<String, Set<String>> unlisted = new TreeMap<>(uses);
        unlisted.keySet().removeAll(USERS_OF_INTERNALS.keySet());
        Set<String> unneeded = new TreeSet<>(USERS_OF_INTERNALS.keySet());
        unneeded.removeAll(uses.keySet());
        assertSoftly(softly -> {
            softly.assertThat(unlisted).as("Classes that use what any release of Vert.x, Netty, ArC or RESTEasy Reactive may"
                    + " change: use a public API; if there is none, add the class to USERS_OF_INTERNALS, with the reason")
                    .isEmpty();
            softly.assertThat(unneeded).as("Classes that use no internals of others any more: remove them from"
                    + " USERS_OF_INTERNALS").isEmpty();
        });
    }

    private static String topLevel(String name) {
        return name.substring(ROOT.length() + 1).replaceFirst("\\$.*", "");
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that().areStatic().should().beFinal()
                .because("applications, tests and reloads in one JVM would share it: keep it in a bean")
                .check(classes);
    }

    @Test
    void buffersAreNotStatic() {
        noFields().that().areDeclaredInClassesThat().resideOutsideOfPackage(DEPLOYMENT).and().areStatic()
                .should().haveRawType(assignableTo(Buffer.class).or(assignableTo(ByteBuf.class)))
                .because("native-image fails if a buffer of Netty is in the image heap")
                .check(classes);
    }

    @Test
    void namesSayWhatAClassIsFor() {
        noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Helper")
                .because("such a class collects unrelated code: name it after the one thing that it is about")
                .check(classes);
    }

    @Test
    void logsGoThroughJBossLogging() {
        noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..").orShould(ACCESS_STANDARD_STREAMS)
                .because("applications configure the log of Quarkus: use org.jboss.logging.Logger")
                .check(classes);
    }

    @Test
    void nothingSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class)
                .orShould().callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould().callMethod(TimeUnit.class, "sleep", long.class)
                .because("it holds a thread, which may be an event loop: use a timer of Vert.x, or wait for the condition")
                .check(classes);
    }
}
