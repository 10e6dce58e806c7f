package io.quarkiverse.daprinvoke.torture.faults;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** With HTTP/1.1. */
@QuarkusTest
@TestProfile(WithoutDevServices.class)
@QuarkusTestResource(value = FaultyWay.class, restrictToAnnotatedClass = true, initArgs = {
        @ResourceArg(name = "http-version", value = "1.1"), @ResourceArg(name = "daprd", value = "true") })
class FaultsBeforeDaprdOnHttp1Test extends FaultsBeforeDaprdCases {
}
